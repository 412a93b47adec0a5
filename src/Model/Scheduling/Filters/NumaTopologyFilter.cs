using Model.Compute;
using Model.Configuration;
using Model.Numa;

namespace Model.Scheduling.Filters;

/// <summary>
/// Refuses hosts whose NUMA cells cannot hold the guest's, and narrows the others' candidates to those that fit, devices
/// included (Nova: <c>filters/numa_topology_filter.py</c>). Not safe for concurrent use.
/// </summary>
public sealed class NumaTopologyFilter(NovaOptions options) : IHostFilter
{
    private readonly bool _looksAtCandidates = options.Release.Features.SchedulerCandidateFilters;
    private readonly bool _packs = options.Compute.PackingHostNumaCellsAllocationStrategy;
    private readonly NumaFitter _fitter = new();

    /// <inheritdoc/>
    public string Name => "NUMATopologyFilter";

    /// <inheritdoc/>
    public bool PassesAll(RequestSpec request)
    {
        if (request.NumaTopology is { Cells.IsEmpty: false })
        {
            return false;
        }

        try
        {
            return !RequiresThreads(request);
        }
        catch (NovaException)
        {
            // A bad image property ends the request only if there is a host whose cores have one thread.
            return false;
        }
    }

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.Flavor | RequestParts.Image | RequestParts.Devices | RequestParts.Cells;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        HostNumaTopology? cells = host.NumaTopology is { Cells.IsEmpty: false } topology ? topology : null;
        if (cells is { HasThreads: false } && RequiresThreads(request))
        {
            return FilterVerdict.Fail("its cores have one thread each, and the guest requires several");
        }

        if (request.NumaTopology is not { Cells.IsEmpty: false } guest)
        {
            return FilterVerdict.Pass;
        }

        if (cells is null)
        {
            return FilterVerdict.Fail("it reports no NUMA topology");
        }

        NumaLimits limits = new(host.Record.CpuAllocationRatio, host.Record.RamAllocationRatio, request.NetworkMetadata);
        NumaPciDevices? devices = NumaPciDevices.Of(host.PciStats, request.PciRequests, null);
        _fitter.Start(cells, guest, new NumaFitOptions(limits, devices, _packs));
        bool fits = _looksAtCandidates ? KeepFitting(host, devices) : _fitter.Fits(devices);
        if (!fits)
        {
            return FilterVerdict.FailNumbers(
                "its NUMA cells do not hold the guest's {2} cells with the devices asked for", guest.Cells.Length, 0);
        }

        host.NumaLimits = limits;
        return FilterVerdict.Pass;
    }

    private bool KeepFitting(HostState host, NumaPciDevices? devices)
    {
        int count = host.CandidateCount;
        Span<bool> keeps = count <= 256 ? stackalloc bool[count] : new bool[count];
        for (int place = 0; place < count; place++)
        {
            if (devices is not null)
            {
                devices.Mapping = host.MappingOf(place);
            }

            keeps[place] = _fitter.Fits(devices);
        }

        host.KeepCandidates(keeps);
        return host.CandidateCount > 0;
    }

    /// <summary>Flavor and image are looked at each for itself: one may ask for dedicated CPUs and the other for threads.</summary>
    private static bool RequiresThreads(RequestSpec request)
    {
        bool isDedicated = request.Flavor.ExtraSpec("hw:cpu_policy") == "dedicated"
            || request.ImageProperties.Text("hw_cpu_policy") == "dedicated";
        bool requires = request.Flavor.ExtraSpec("hw:cpu_thread_policy") == "require"
            || request.ImageProperties.Text("hw_cpu_thread_policy") == "require";
        return isDedicated && requires;
    }
}
