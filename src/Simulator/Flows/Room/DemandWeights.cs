using Model.Pci;
using Simulator.Metrics;

namespace Simulator.Flows.Room;

/// <summary>
/// Weighs what is left on hosts by the flavor mix: something counts as stranded by the share of the demand for it that cannot have it.
/// </summary>
internal sealed class DemandWeights
{
    private readonly IReadOnlyList<DemandKind> _kinds;
    private readonly HashSet<(string Kind, string Type)> _wanted = [];
    private readonly Dictionary<string, double> _demand = new(StringComparer.Ordinal);

    /// <summary>Learns from the hosts as they start who wants what.</summary>
    public DemandWeights(Cloud cloud, IReadOnlyList<RoomProbe> probes)
    {
        _kinds = [.. probes.Select(probe => probe.Kind)];
        foreach (RoomProbe probe in probes)
        {
            HashSet<string> wanted = [.. probe.Judge.CpuClasses()];
            foreach (ComputeHost host in cloud.Hosts)
            {
                foreach ((string kind, string type) in probe.Judge.WantedKinds(host.Tracker.Pci.Stats))
                {
                    wanted.Add(kind);
                    _wanted.Add((kind, type));
                }
            }

            // order-free: each adds to its own sum.
            foreach (string kind in wanted)
            {
                _demand[kind] = _demand.GetValueOrDefault(kind) + probe.Kind.Weight;
            }
        }
    }

    /// <summary>What is stranded on a host, by label, in order of the label.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Stranded(ComputeHost host, IReadOnlyList<RoomAnswer> answers)
    {
        SortedDictionary<string, double> sums = new(StringComparer.Ordinal);
        for (int index = 0; index < answers.Count; index++)
        {
            foreach (Leftover left in answers[index].Left)
            {
                if (_demand.TryGetValue(left.Kind, out double demand))
                {
                    Add(sums, left.Kind, left.Cause, left.Amount * _kinds[index].Weight / demand);
                }
            }
        }

        foreach (PciDevice device in host.Devices)
        {
            string kind = $"{device.VendorId}:{device.ProductId}";
            if (device.InstanceUuid is null && WhyLost(device) is { } cause && _wanted.Contains((kind, device.DevType.ToName())))
            {
                Add(sums, kind, cause, 1);
            }
        }

        return [.. sums];
    }

    /// <summary>Whether a label tells of CPUs, and not of devices.</summary>
    public static bool IsOfCpus(string label) => StrandingCauses.Split(label).Kind is "VCPU" or "PCPU";

    private static StrandingCause? WhyLost(PciDevice device) =>
        device.Parent?.InstanceUuid is not null ? StrandingCause.PfInUse
        : device.Children.Any(child => child.InstanceUuid is not null) ? StrandingCause.VfInUse
        : null;

    private static void Add(SortedDictionary<string, double> sums, string kind, StrandingCause cause, double amount)
    {
        string label = StrandingCauses.LabelOf(kind, cause);
        sums[label] = sums.GetValueOrDefault(label) + amount;
    }
}
