using Model;
using Model.Compute;
using Model.Networking;
using Model.Numa;
using Model.Pci;
using Simulator.Scenarios;

namespace Simulator.Flows.Room;

/// <summary>The scenario's flavor mix with its ports: what free resources are measured by.</summary>
internal static class DemandMix
{
    /// <summary>Most kinds that are looked at: those asked for most often. A trace may have hundreds.</summary>
    public const int KindsMax = 16;

    /// <summary>The kinds in the order in which the scenario first asks for them; those that the API refuses are left out.</summary>
    public static IReadOnlyList<DemandKind> Of(Cloud cloud)
    {
        Scenario scenario = cloud.Scenario;
        OrderedDictionary<(string Flavor, string Image, string Networks), (ServerRequest Request, double Rate)> rates = [];
        foreach (ArrivalWorkload workload in scenario.Arrivals)
        {
            double shares = workload.Flavors.Sum(share => share.Weight);
            foreach (FlavorShare share in workload.Flavors)
            {
                ServerRequest request = new()
                {
                    Name = workload.Name,
                    At = TimeSpan.Zero,
                    Flavor = share.Flavor,
                    Image = workload.Image,
                    Project = workload.Project,
                    Networks = workload.Networks,
                    Workload = workload.Name,
                };
                Add(rates, request, 3600 / Math.Max(workload.Interarrival.Mean, 1e-9) * share.Weight / shares);
            }
        }

        foreach (ServerRequest request in scenario.Requests)
        {
            Add(rates, request, 1 / Math.Max(scenario.Duration.TotalHours, 1e-9));
        }

        (ServerRequest Request, double Rate)[] all = [.. rates.Values.Where(entry => entry.Rate > 0)];
        double rarest = all.Length <= KindsMax ? 0 : all.Select(entry => entry.Rate).OrderDescending().ElementAt(KindsMax - 1);
        (ServerRequest Request, double Rate)[] kept = [.. all.Where(entry => entry.Rate >= rarest).Take(KindsMax)];
        return
        [
            .. kept.Select(entry => Read(cloud, entry.Request, entry.Rate, kept.Count(other => other.Request.Flavor == entry.Request.Flavor) > 1))
                .OfType<DemandKind>(),
        ];
    }

    private static void Add(
        OrderedDictionary<(string Flavor, string Image, string Networks), (ServerRequest Request, double Rate)> rates,
        ServerRequest request,
        double rate)
    {
        (string Flavor, string Image, string Networks) key = (request.Flavor, request.Image ?? "", Signature(request.Networks));
        rates[key] = rates.TryGetValue(key, out (ServerRequest Request, double Rate) known) ? (known.Request, known.Rate + rate) : (request, rate);
    }

    private static string Signature(NetworkWish wish) => string.Join(' ', wish.Networks.Concat(
        wish.Ports.Select(port => $"{port.Network}/{port.VnicType}/{port.NumaPolicy?.ToString()}/{port.Trusted}")));

    private static string Words(ServerRequest request) => request.Networks.Ports.Count == 0
        ? request.Image ?? request.Workload
        : string.Join(", ", request.Networks.Ports.Select(port => $"{port.VnicType} port on {port.Network}"));

    private static DemandKind? Read(Cloud cloud, ServerRequest request, double rate, bool isAmbiguous)
    {
        Flavor flavor = cloud.Flavor(request.Flavor);
        Image image = cloud.Image(request.Image);
        try
        {
            PciNumaPolicy? policy = PciRequestFactory.AffinityPolicy(flavor, image, PciRules.Of(cloud.Controller.Release.Features));
            IReadOnlyList<PciRequest> devices = PciRequestFactory.FromFlavor(
                flavor, policy, cloud.Aliases, number => FormattableString.Invariant($"{flavor.Name}-{number}"));
            PortRequests? ports = cloud.Neutron.RequestsOf(request.Networks, policy);
            return new DemandKind(
                isAmbiguous ? $"{request.Flavor} ({Words(request)})" : request.Flavor,
                flavor,
                image,
                request.Project,
                ports is null ? devices : [.. devices, .. ports.PciRequests],
                NumaConstraints.FromFlavorAndImage(flavor, image),
                ports is null ? null : new NumaNetworkMetadata([.. ports.Metadata.PhysicalNetworks], ports.Metadata.IsTunneled),
                rate);
        }
        catch (NovaException)
        {
            // The API refuses such servers, and the report says so; they strand nothing.
            return null;
        }
    }
}
