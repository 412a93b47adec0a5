using Model.Configuration;
using Model.Numa;

namespace Model.Scheduling.Policies;

/// <summary>
/// Keeps the NUMA nodes free that hold free devices: prefers the host where the guest sits on nodes with the fewest devices that it does
/// not use itself. Guests without NUMA cells may run on any node.
/// </summary>
public sealed class KeepDeviceNodesFreeWeigher(PolicySetting setting, NovaOptions options) : IHostWeigher
{
    private readonly bool _packs = options.Compute.PackingHostNumaCellsAllocationStrategy;

    /// <inheritdoc/>
    public string Name => PolicyRegistry.Prefix + nameof(KeepDeviceNodesFreeWeigher);

    /// <inheritdoc/>
    public string MultiplierOption => "simulator_keep_device_nodes_free_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier => setting.Multiplier;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request)
    {
        if (host.PciStats is not { } pools)
        {
            return 0;
        }

        int spare = 0;
        NumaPciDevices devices = new(pools, request.PciRequests);
        if (host.Candidates.Count > 0 && request.PciRequests.Count > 0)
        {
            devices.Mapping = CandidateMapping.Of(host.Candidates[0]);
        }

        if (NumaFitter.FitOnce(host.NumaTopology, request.NumaTopology, new NumaFitOptions(host.NumaLimits, devices, _packs)) is { } fitted)
        {
            foreach (InstanceNumaCell cell in fitted.Cells)
            {
                spare += (int)devices.CountFree(cell.Id);
            }
        }
        else
        {
            spare = pools.FreeCount;
        }

        return -Math.Max(0, spare - HostFigures.DeviceCount(request.PciRequests));
    }
}
