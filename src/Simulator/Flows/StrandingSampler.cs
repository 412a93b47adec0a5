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
        bool wanted = false;
        ComputeNodeRecord record = host.Tracker.Record;
        foreach ((Flavor flavor, IReadOnlyList<PciRequest> requests) in _flavors)
        {
            if (!requests.Any(request => request.Spec.Any(spec => Matches(spec, device))))
            {
                continue;
            }

            wanted = true;
            bool hasCpus = host.VcpuCapacity - host.Tracker.VcpusUsed >= flavor.Vcpus;
            bool hasMemory = host.MemoryCapacityMb - (host.Tracker.MemoryUsedMb - host.Tracker.Inventory.ReservedMemoryMb) >= flavor.MemoryMb;
            if (hasCpus && hasMemory)
            {
                return false;
            }
        }

        return wanted && record.InstanceCount > 0;
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
