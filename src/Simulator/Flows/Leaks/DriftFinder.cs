using Model.Pci;
using Model.Placement;
using Model.Servers;

namespace Simulator.Flows.Leaks;

/// <summary>
/// Finds where a host's tracker, Placement and the database disagree about a server: devices and allocations where it neither lives nor goes to,
/// a server without allocation, and other numbers of devices than Placement has.
/// </summary>
internal static class DriftFinder
{
    private const string Abandoned = " without allocation, which are for ports now, and Placement still has the provider";

    /// <summary>
    /// Whether a difference comes only from devices that a new configuration gave a physical network: Placement keeps their providers, which no
    /// service looks after any more (<c>nova/compute/pci_placement_translator.py</c>, process_dev).
    /// </summary>
    public static bool IsAbandoned(string what) => what.Split("; ").All(item => item.EndsWith(Abandoned, StringComparison.Ordinal));

    /// <summary>Whether the configuration gives a device a physical network.</summary>
    public static bool IsForPorts(ComputeHost host, PciDevice device) =>
        host.Tracker.DeviceSpecs.Find(device)?.Tag(PciTags.PhysicalNetwork).IsTruthy == true;

    /// <summary>What is wrong with a server on a host, in words; empty for nothing.</summary>
    public static string Find(Cloud cloud, Server server, ComputeHost host)
    {
        Instance instance = server.Instance;
        bool lives = !instance.IsDeleted && instance.Host == host.Name && !instance.AllowsResourceRemoval;
        bool belongs = lives || (!instance.IsDeleted && server.Moves.Any(move => IsGoingOn(server, move) && Touches(move, host)));
        IReadOnlyList<PciDevice> devices = HostClaims.DevicesOf(host, server);
        List<(ResourceProvider Provider, string Class, long Amount, Migration? Ended)> held = Held(cloud, server, host);
        List<string> found = [];
        if (!belongs)
        {
            found.AddRange(devices.Select(device => $"device {device.Address} {device.Status.ToName()}"));
            found.AddRange(held.Select(item => FormattableString.Invariant($"{item.Amount} {item.Class} of {item.Provider.Name}")));
            return string.Join("; ", found);
        }

        if (lives && instance.VmState != VmState.Building && held.TrueForAll(item => item.Provider.ParentUuid is not null))
        {
            found.Add("no allocation");
        }

        found.AddRange(held.Where(item => item.Ended is not null)
            .Select(item => FormattableString.Invariant($"{item.Amount} {item.Class} of {item.Provider.Name} held by a move that is over")));
        if (lives)
        {
            found.AddRange(devices.Where(device => device.Status == PciDeviceStatus.Claimed)
                .Select(device => $"device {device.Address} still claimed"));
        }

        if (host.IsRunning && host.Tracker.Facts.Options.Pci.ReportInPlacement)
        {
            found.AddRange(Compare(cloud, host, devices, held));
        }

        return string.Join("; ", found);
    }

    /// <summary>
    /// Whether a move keeps what it has on both hosts because it will go on: a flow carries it, or it waits for confirmation. One in error, or whose
    /// flow was cut off or lost, does not go on.
    /// </summary>
    private static bool IsGoingOn(Server server, Migration move) => move.HoldsResources && move.Status != MigrationStatus.Error
        && (server.InFlight > 0 || move.Status == MigrationStatus.Finished);

    private static bool Touches(Migration move, ComputeHost host) => move.Source == host.Name || move.Destination == host.Name;

    /// <summary>What the server and its moves hold of a host's providers.</summary>
    private static List<(ResourceProvider Provider, string Class, long Amount, Migration? Ended)> Held(Cloud cloud, Server server, ComputeHost host)
    {
        string root = host.Tracker.Facts.Uuid;
        List<(ResourceProvider Provider, string Class, long Amount, Migration? Ended)> held = [];
        foreach (Migration? move in (Migration?[])[null, .. server.Moves])
        {
            string consumer = move?.Uuid ?? server.Uuid;
            foreach (ProviderAllocation allocation in cloud.Placement.GetAllocations(consumer)?.Allocations ?? [])
            {
                ResourceProvider provider = cloud.Placement.FindProvider(allocation.ProviderUuid)!;
                if (provider.Uuid == root || provider.ParentUuid == root)
                {
                    held.Add((provider, allocation.ResourceClass, allocation.Amount, move is { HoldsResources: false } ? move : null));
                }
            }
        }

        return held;
    }

    private static IEnumerable<string> Compare(
        Cloud cloud,
        ComputeHost host,
        IReadOnlyList<PciDevice> devices,
        List<(ResourceProvider Provider, string Class, long Amount, Migration? Ended)> held)
    {
        SortedDictionary<string, long> difference = new(StringComparer.Ordinal);
        HashSet<string> abandoned = new(StringComparer.Ordinal);
        foreach (PciDevice device in devices)
        {
            if (device.ProviderUuid is { } uuid && cloud.Placement.FindProvider(uuid) is { } provider)
            {
                if (IsForPorts(host, device))
                {
                    abandoned.Add(provider.Name);
                }

                difference[provider.Name] = difference.GetValueOrDefault(provider.Name) + 1;
            }
        }

        foreach ((ResourceProvider provider, _, long amount, _) in held)
        {
            if (provider.ParentUuid is not null)
            {
                difference[provider.Name] = difference.GetValueOrDefault(provider.Name) - amount;
            }
        }

        foreach ((string provider, long count) in difference)
        {
            if (count != 0)
            {
                yield return count > 0 && abandoned.Contains(provider) ? FormattableString.Invariant($"{count} devices of {provider}{Abandoned}")
                    : count > 0
                    ? FormattableString.Invariant($"{count} devices of {provider} that Placement shows free")
                    : FormattableString.Invariant($"{-count} of {provider} in Placement without a device");
            }
        }
    }
}
