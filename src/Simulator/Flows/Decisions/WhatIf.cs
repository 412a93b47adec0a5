using System.Globalization;
using Model;
using Model.Compute;
using Model.Numa;
using Model.Pci;
using Model.Scheduling;

namespace Simulator.Flows.Decisions;

/// <summary>
/// Looks for the smallest change that would have let a refused server in: first changes of the request, then of the host that lacks
/// least. Every proposal has been tried on the scheduler; nothing of the run is changed.
/// </summary>
/// <param name="context">The run at the instant of the refusal.</param>
/// <param name="scheduler">Its scheduler.</param>
internal sealed class WhatIf(FlowContext context, SchedulerService scheduler)
{
    // Hosts are ranked by what Placement's figures say; so many of the best are tried in full.
    private const int HostsMax = 24;

    private static readonly string[] NumaSpecs =
    [
        "hw:numa_nodes", "hw:numa_cpus.", "hw:numa_mem.", "hw:mem_page_size", "hw:cpu_policy", "hw:cpu_thread_policy",
        "hw:cpu_dedicated_mask", "hw:cpu_realtime", "hw:cpu_realtime_mask", "hw:emulator_threads_policy",
    ];

    private readonly Trial _trial = new(scheduler);

    /// <summary>The first change that works, as a sentence; null when none was found.</summary>
    public string? Smallest(Server server) => OfPolicy(server) ?? OfCells(server) ?? OfPinning(server) ?? OfHosts(server);

    private string? OfPolicy(Server server)
    {
        if (!server.PciRequests.Any(wish => wish.NumaPolicy != PciNumaPolicy.Preferred))
        {
            return null;
        }

        PciRequest[] devices = [.. server.PciRequests.Select(wish => wish with { NumaPolicy = PciNumaPolicy.Preferred })];
        return Try(() => scheduler.Describe(server, server.Flavor, server.Image, devices, server.NumaWish)) is { } host
            ? $"with PCI NUMA affinity policy preferred it would have gone to {host}"
            : null;
    }

    /// <summary>The same guest cut into other numbers of equal cells.</summary>
    private string? OfCells(Server server)
    {
        if (server.NumaWish is not { Cells: { Length: > 0 } cells }
            || server.Flavor.ExtraSpecs.Any(spec => spec.Key.StartsWith("hw:numa_cpus.", StringComparison.Ordinal)))
        {
            return null;
        }

        foreach (int count in (ReadOnlySpan<int>)[1, 2, 4, 8])
        {
            string text = count.ToString(CultureInfo.InvariantCulture);
            if (count != cells.Length
                && Try(server, spec => spec.Key != "hw:numa_nodes", KeyValuePair.Create("hw:numa_nodes", text)) is { } host)
            {
                return FormattableString.Invariant($"with hw:numa_nodes={text} instead of {cells.Length} it would have gone to {host}");
            }
        }

        return null;
    }

    private string? OfPinning(Server server)
    {
        if (server.NumaWish is null)
        {
            return null;
        }

        return Try(server, spec => !IsNumaSpec(spec.Key)) is { } host
            ? $"without NUMA topology and CPU pinning it would have gone to {host}"
            : null;
    }

    private static bool IsNumaSpec(string key) =>
        Array.Exists(NumaSpecs, name => key == name || (name[^1] == '.' && key.StartsWith(name, StringComparison.Ordinal)));

    private string? OfHosts(Server server)
    {
        RequestSpec Again() => scheduler.Again(server);
        TrialAnswer now = _trial.Run(Again(), context.Cloud.Placement, scheduler.HostStates);
        if (now.Host is not null)
        {
            return $"a moment later it would have gone to {now.Host}: others had taken the resources between query and claim";
        }

        if (now.Trace.Queries.Count == 0)
        {
            return null;
        }

        ReliefSearch search = new(context, _trial, Again, now.Trace.Queries[0]);
        Relief? best = null;
        IEnumerable<Relief> starts = context.Cloud.Hosts.Select(search.Start).OfType<Relief>()
            .OrderBy(relief => relief.Cost).ThenBy(relief => relief.Host.Name, StringComparer.Ordinal);
        foreach (Relief start in starts.Take(HostsMax))
        {
            if (search.Complete(start) is { } relief && (best is null || relief.Cost < best.Cost))
            {
                best = relief;
            }
        }

        return best is null ? null : $"{best.Host.Name} would have taken it with {best.ToText(HolderOf)}";
    }

    private string HolderOf(PciDevice device) =>
        context.Observer.Servers.Find(record => Cloud.UuidOf("server", record.Name) == device.InstanceUuid)?.Name ?? "another server";

    /// <summary>Tries the flavor with only some of its extra specs, and others added.</summary>
    private string? Try(Server server, Func<KeyValuePair<string, string>, bool> keeps, params KeyValuePair<string, string>[] added)
    {
        Flavor flavor = server.Flavor with { ExtraSpecs = [.. server.Flavor.ExtraSpecs.Where(keeps), .. added] };
        InstanceNumaTopology? wish;
        try
        {
            wish = NumaConstraints.FromFlavorAndImage(flavor, server.Image);
        }
        catch (NovaException)
        {
            return null;
        }

        return Try(() => scheduler.Describe(server, flavor, server.Image, server.PciRequests, wish));
    }

    private string? Try(Func<RequestSpec> request) => _trial.Run(request(), context.Cloud.Placement, scheduler.HostStates).Host;
}
