using System.Globalization;
using Model.Diagnostics;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;
using Simulator.Scenarios.Traces;
using Simulator.Scenarios.Values;

namespace Simulator.Scenarios.Format;

/// <summary>Turns the entries of <c>workload:</c> into arrival processes and requests, and checks every name in them.</summary>
internal sealed class WorkloadBinder
{
    private readonly BindContext context;
    private readonly FlavorCatalogue flavors;
    private readonly IReadOnlyCollection<string> images;
    private readonly IReadOnlyCollection<string> groups;
    private readonly IReadOnlyCollection<string> hosts;
    private readonly PortBinder ports;
    private readonly List<ArrivalWorkload> arrivals = [];
    private readonly List<ServerRequest> requests = [];
    private readonly Dictionary<string, SourcePosition> workloads = new(StringComparer.Ordinal);
    private readonly HashSet<string> servers = new(StringComparer.Ordinal);

    public WorkloadBinder(
        BindContext context,
        FlavorCatalogue flavors,
        IReadOnlyCollection<string> images,
        IReadOnlyCollection<string> groups,
        IReadOnlyCollection<string> hosts,
        PortBinder ports)
    {
        this.context = context;
        this.flavors = flavors;
        this.images = images;
        this.groups = groups;
        this.hosts = hosts;
        this.ports = ports;
    }

    /// <summary>Arrival processes in the order of the file.</summary>
    public IReadOnlyList<ArrivalWorkload> Arrivals => arrivals;

    /// <summary>Requests by time; equal times keep the order of the file.</summary>
    public IReadOnlyList<ServerRequest> Requests => [.. requests.OrderBy(request => request.At)];

    /// <summary>Whether a server of that name can come to be: requested by name, or numbered by an arrival process.</summary>
    public bool MayHave(string server) =>
        servers.Contains(server)
        || arrivals.Exists(workload => server.StartsWith(workload.Name + "-", StringComparison.Ordinal));

    /// <summary>Whether requests after the end are worth a warning.</summary>
    public required bool WarnsOfNever { get; init; }

    /// <summary>How long the scenario lasts.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Names of the explicitly requested servers.</summary>
    public IReadOnlyCollection<string> Servers => servers;

    /// <summary>Adds an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="number">Its number in the file, from 1: part of its name when it has none.</param>
    public void Add(WorkloadEntry entry, int number)
    {
        string name = entry.Name?.Value ?? string.Create(CultureInfo.InvariantCulture, $"workload-{number}");
        SourcePosition position = entry.Name?.Position ?? entry.Position;
        if (!workloads.TryAdd(name, position))
        {
            context.Error(ScenarioCodes.DuplicateName, position, $"workload '{name}' is also defined at {workloads[name]}");
        }

        if (entry.Image is { } image)
        {
            context.Knows("image", image, images);
        }

        NetworkWish interfaces = ports.Wish(entry.Ports, entry.Networks, isForMany: true);
        if (entry.Arrivals is not null)
        {
            AddArrivals(entry, name, interfaces);
        }

        if (entry.Trace is { } trace)
        {
            foreach (ServerRequest request in TraceReader.Read(context, flavors, images, entry, name))
            {
                AddRequest(request with { Networks = interfaces }, trace.Position);
            }
        }

        foreach (RequestEntry request in entry.Requests)
        {
            AddRequests(request, name);
        }
    }

    private void AddArrivals(WorkloadEntry entry, string name, NetworkWish interfaces)
    {
        List<FlavorShare> mix = [];
        foreach ((Placed<string> flavor, double weight) in entry.Flavors)
        {
            if (flavors.Check(flavor))
            {
                mix.Add(new FlavorShare(flavor.Value, weight));
            }
        }

        if (entry.Flavors.Count == 0 && !context.Diagnostics.HasErrors)
        {
            context.Error(ScenarioCodes.MissingKey, entry.Position, "the mix of a workload's 'flavor' names one flavor or more");
        }

        TimeSpan end = entry.Until < Duration ? entry.Until.Value : Duration;
        double expected = (end - entry.From).TotalSeconds / entry.Arrivals!.Mean;
        if (Math.Min(expected, entry.Limit ?? double.MaxValue) > InputLimits.RequestsMax)
        {
            string message = string.Create(CultureInfo.InvariantCulture,
                $"workload '{name}' would ask for about {expected:N0} servers, more than the limit of {InputLimits.RequestsMax:N0}");
            context.Error(ScenarioCodes.LimitExceeded, entry.Position, message);
        }

        if (entry.Until <= entry.From)
        {
            context.Error(ScenarioCodes.Contradiction, entry.Position, "'until' must be after 'from'");
        }

        arrivals.Add(new ArrivalWorkload
        {
            Name = name,
            Interarrival = entry.Arrivals!,
            Flavors = mix,
            Lifetime = entry.Lifetime,
            Image = entry.Image?.Value,
            Project = entry.Project,
            Networks = interfaces,
            From = entry.From,
            Until = entry.Until,
            Limit = entry.Limit,
        });
    }

    private void AddRequests(RequestEntry entry, string workload)
    {
        bool isKnown = flavors.Check(entry.Flavor);
        isKnown &= entry.Image is not { } image || context.Knows("image", image, images);
        isKnown &= entry.Host is not { } host || context.Knows("host", host, hosts);
        isKnown &= entry.Destination is not { } destination || context.Knows("host", destination, hosts);
        isKnown &= entry.Group is not { } group || context.Knows("server group", group, groups);
        if (!NamePattern.TryExpand(entry.Name.Value, out IReadOnlyList<string> names, out string problem))
        {
            context.Error(ScenarioCodes.InvalidValue, entry.Name.Position, problem);
        }

        NetworkWish interfaces = ports.Wish(entry.Ports, entry.Networks, isForMany: names.Count > 1);
        IReadOnlyList<PlannedFault> faults = FaultEntry.Resolve(context, entry.Faults, hosts);
        if (entry.At > Duration && WarnsOfNever)
        {
            context.WarnOfNever(entry.Name.Position, $"server '{entry.Name.Value}' is asked for");
        }

        foreach (string name in names)
        {
            if (!isKnown)
            {
                // Known by name all the same, so that operations on it do not give further errors.
                servers.Add(name);
                continue;
            }

            ServerRequest request = new()
            {
                Name = name,
                At = entry.At,
                Flavor = entry.Flavor.Value,
                Image = entry.Image?.Value,
                Project = entry.Project,
                Lifetime = entry.Lifetime,
                Host = entry.Host?.Value,
                Destination = entry.Destination?.Value,
                AvailabilityZone = entry.Zone,
                Group = entry.Group?.Value,
                Networks = interfaces,
                Faults = faults,
                Workload = workload,
            };
            AddRequest(request, entry.Name.Position);
        }
    }

    private void AddRequest(ServerRequest request, SourcePosition position)
    {
        if (requests.Count >= InputLimits.RequestsMax)
        {
            if (requests.Count == InputLimits.RequestsMax)
            {
                context.Error(ScenarioCodes.LimitExceeded, position, $"more than the limit of {InputLimits.RequestsMax} requests");
            }
        }
        else if (!servers.Add(request.Name))
        {
            context.Error(ScenarioCodes.DuplicateName, position, $"server '{request.Name}' is asked for twice");
            return;
        }

        requests.Add(request);
    }
}
