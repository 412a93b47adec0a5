using Model;
using Model.Compute;
using Model.Numa;
using Model.Pci;
using Model.Scheduling.Policies;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Works out the flavor mix of a scenario, for scheduling policies that look ahead.</summary>
internal static class ExpectedDemand
{
    /// <summary>
    /// Most flavors that a policy looks ahead for: those asked for most often. A trace may name hundreds, and every one is
    /// counted on every host of every decision.
    /// </summary>
    public const int FlavorsMax = 16;

    /// <summary>Flavors by expected arrivals an hour, in the scenario's order; requests at fixed times count over its duration.</summary>
    public static IReadOnlyList<FlavorDemand> Of(Cloud cloud)
    {
        Scenario scenario = cloud.Scenario;
        Dictionary<string, double> rates = new(StringComparer.Ordinal);
        foreach (ArrivalWorkload workload in scenario.Arrivals)
        {
            double shares = workload.Flavors.Sum(share => share.Weight);
            foreach (FlavorShare share in workload.Flavors)
            {
                double perHour = 3600 / Math.Max(workload.Interarrival.Mean, 1e-9);
                rates[share.Flavor] = rates.GetValueOrDefault(share.Flavor) + (perHour * share.Weight / shares);
            }
        }

        foreach (ServerRequest request in scenario.Requests)
        {
            rates[request.Flavor] = rates.GetValueOrDefault(request.Flavor) + (1 / Math.Max(scenario.Duration.TotalHours, 1e-9));
        }

        List<FlavorDemand> demand = [];
        double rarest = rates.Count <= FlavorsMax ? 0 : rates.Values.OrderDescending().ElementAt(FlavorsMax - 1);
        foreach (Flavor flavor in scenario.Flavors)
        {
            double wanted = rates.GetValueOrDefault(flavor.Name);
            if (demand.Count < FlavorsMax && wanted > 0 && wanted >= rarest && Read(cloud, flavor, wanted) is { } entry)
            {
                demand.Add(entry);
            }
        }

        return demand;
    }

    /// <summary>A flavor that the API refuses is no demand.</summary>
    private static FlavorDemand? Read(Cloud cloud, Flavor flavor, double rate)
    {
        Image image = cloud.Image(null);
        try
        {
            return new FlavorDemand(
                flavor,
                PciRequestFactory.FromFlavor(
                    flavor, image, cloud.Aliases, number => FormattableString.Invariant($"{flavor.Name}-{number}")),
                NumaConstraints.FromFlavorAndImage(flavor, image),
                rate);
        }
        catch (NovaException)
        {
            return null;
        }
    }
}
