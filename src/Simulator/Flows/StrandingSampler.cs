using Model.Compute;
using Model.Pci;
using Model.Scheduling;
using Simulator.Metrics;

namespace Simulator.Flows;

/// <summary>
/// At the start of every interval counts the free PCI devices that nobody can have: those on hosts where the CPUs or the memory have run
/// out for every flavor of the scenario that asks for such a device.
/// </summary>
internal sealed class StrandingSampler
{
    private readonly FlowContext _context;
    private readonly List<(Flavor Flavor, IReadOnlyList<PciRequest> Requests)> _flavors = [];
    private readonly Dictionary<(string Vendor, string Product), (int Vcpus, int MemoryMb)[]> _needs = [];

    /// <summary>Works out which flavors ask for devices.</summary>
    public StrandingSampler(FlowContext context)
    {
        _context = context;
        foreach (Flavor flavor in context.Cloud.Scenario.Flavors)
        {
            if (flavor.ExtraSpec(PciRequestFactory.AliasExtraSpec) is not null && Requests(flavor) is { Count: > 0 } requests)
            {
                _flavors.Add((flavor, requests));
            }
        }
    }

    /// <summary>The process.</summary>
    public IEnumerable<Event> Run()
    {
        while (_flavors.Count > 0)
        {
            Sample();
            yield return _context.Env.Sleep(_context.Cloud.Scenario.SampleEvery);
        }
    }

    private void Sample()
    {
        SortedDictionary<string, int> stranded = new(StringComparer.Ordinal);
        foreach (ComputeHost host in _context.Cloud.Hosts)
        {
            if (host.Tracker.Pci.Stats.FreeCount == 0)
            {
                continue;
            }

            foreach (PciDevice device in host.Devices)
            {
                if (device.Status == PciDeviceStatus.Available)
                {
                    string label = $"{device.VendorId}:{device.ProductId}";
                    stranded[label] = stranded.GetValueOrDefault(label) + (IsStranded(host, device) ? 1 : 0);
                }
            }
        }

        foreach ((string label, int count) in stranded)
        {
            _context.Observer.Recorder.Gauge("stranded", label).Set(_context.Now, count);
        }
    }

    private bool IsStranded(ComputeHost host, PciDevice device)
    {
        (int Vcpus, int MemoryMb)[] needs = Needs(device);
        double cpus = host.VcpuCapacity - host.Tracker.VcpusUsed;
        double memoryMb = host.MemoryCapacityMb - (host.Tracker.MemoryUsedMb - host.Tracker.Inventory.ReservedMemoryMb);
        foreach ((int vcpus, int neededMb) in needs)
        {
            if (cpus >= vcpus && memoryMb >= neededMb)
            {
                return false;
            }
        }

        return needs.Length > 0 && host.Tracker.Record.InstanceCount > 0;
    }

    /// <summary>What the flavors that a device serves need besides it, the same needs once.</summary>
    private (int Vcpus, int MemoryMb)[] Needs(PciDevice device)
    {
        if (!_needs.TryGetValue((device.VendorId, device.ProductId), out (int Vcpus, int MemoryMb)[]? needs))
        {
            needs =
            [
                .. _flavors.Where(item => item.Requests.Any(request => request.Spec.Any(spec => Matches(spec, device))))
                    .Select(item => (item.Flavor.Vcpus, item.Flavor.MemoryMb)).Distinct(),
            ];
            _needs.Add((device.VendorId, device.ProductId), needs);
        }

        return needs;
    }

    private static bool Matches(IReadOnlyDictionary<string, string?> spec, PciDevice device) =>
        (spec.GetValueOrDefault(PciTags.VendorId) is not { } vendor || vendor == device.VendorId)
        && (spec.GetValueOrDefault(PciTags.ProductId) is not { } product || product == device.ProductId);

    private IReadOnlyList<PciRequest> Requests(Flavor flavor)
    {
        try
        {
            return PciRequestFactory.FromFlavor(flavor, affinityPolicy: null, _context.Cloud.Aliases, number => $"{flavor.Name}-{number}");
        }
        catch (Model.NovaException)
        {
            // The API refuses servers of such a flavor, and the report says so; it strands nothing.
            return [];
        }
    }
}
