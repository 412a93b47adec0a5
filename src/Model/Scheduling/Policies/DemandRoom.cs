using Model.Numa;
using Model.Pci;

namespace Model.Scheduling.Policies;

/// <summary>
/// How many guests of one kind a host still has room for. An estimate that counts what is free, cell by cell, and does not pin: it ranks
/// hosts, while the filters decide. Mutable, made for one question.
/// </summary>
internal sealed class DemandRoom
{
    private readonly double[] _host;
    private readonly (double Cpus, double Memory, double Devices)[] _cells;
    private readonly FlavorDemand _demand;
    private readonly double _devicesAnywhere;

    /// <summary>Takes stock of a host for a kind of guest.</summary>
    public DemandRoom(HostState host, FlavorDemand demand)
    {
        _demand = demand;
        _host =
        [
            HostFigures.Free(host, PolicyResource.Vcpus),
            HostFigures.Free(host, PolicyResource.Memory),
            HostFigures.Free(host, PolicyResource.Disk),
        ];
        _cells = new (double, double, double)[host.NumaTopology?.Cells.Length ?? 0];
        for (int index = 0; index < _cells.Length; index++)
        {
            HostNumaCell cell = host.NumaTopology!.Cells[index];
            bool isPinned = demand.Cells is { Cells: [{ IsPinned: true }, ..] };
            double cpus = isPinned ? cell.FreePcpuCount : (cell.Cpuset.Count * host.Record.CpuAllocationRatio) - cell.CpuUsage;
            _cells[index] = (cpus, cell.AvailableMemoryMb, CountDevices(host.PciStats, cell.Id));
        }

        _devicesAnywhere = CountDevices(host.PciStats, null);
    }

    /// <summary>How many guests of the kind there is room for, once <paramref name="request"/> has been placed, if it is given.</summary>
    /// <param name="request">What else is placed first, or null.</param>
    public double Count(RequestSpec? request)
    {
        double devices = HostFigures.DeviceCount(_demand.Devices);
        bool competes = request is not null && request.PciRequests.Any(wish => _demand.Devices.Any(own => own.AliasName == wish.AliasName));
        double taken = competes ? HostFigures.DeviceCount(request!.PciRequests) : 0;
        double disk = request is null ? 0 : HostFigures.Wanted(request, PolicyResource.Disk);
        double count = Math.Min(
            Fits(_host[0], request?.Flavor.Vcpus ?? 0, _demand.Flavor.Vcpus),
            Fits(_host[1], request?.Flavor.MemoryMb ?? 0, _demand.Flavor.MemoryMb));
        count = Math.Min(count, Fits(_host[2], disk, _demand.Flavor.RootGb + _demand.Flavor.EphemeralGb));
        count = Math.Min(count, Fits(_devicesAnywhere, taken, devices));
        return _demand.Cells is { Cells: { Length: > 0 } cells }
            ? Math.Min(count, Math.Floor(CellCount(cells[0], cells.Length, devices / cells.Length, request, taken) / cells.Length))
            : count;
    }

    private static double Fits(double free, double taken, double each) =>
        each <= 0 ? double.PositiveInfinity : Math.Max(0, Math.Floor((free - taken) / each));

    /// <summary>Guest cells there is room for; the request's own cells go where its devices are, fullest cells first.</summary>
    private double CellCount(InstanceNumaCell guest, int cells, double devices, RequestSpec? request, double taken)
    {
        (double Cpus, double Memory, double Devices)[] left = [.. _cells];
        InstanceNumaCell[] own = request?.NumaTopology is { } wish ? [.. wish.Cells] : [];
        foreach (InstanceNumaCell cell in own)
        {
            double share = taken / own.Length;
            int best = -1;
            for (int index = 0; index < left.Length; index++)
            {
                bool fits = left[index].Cpus >= cell.TotalCpus.Count && left[index].Memory >= cell.MemoryMb && left[index].Devices >= share;
                best = fits && (best < 0 || left[index].Cpus < left[best].Cpus) ? index : best;
            }

            if (best >= 0)
            {
                left[best] = (left[best].Cpus - cell.TotalCpus.Count, left[best].Memory - cell.MemoryMb, left[best].Devices - share);
            }
        }

        double sum = 0;
        foreach ((double cpus, double memory, double free) in left)
        {
            double count = Math.Min(Fits(cpus, 0, guest.TotalCpus.Count), Fits(memory, 0, guest.MemoryMb));
            count = Math.Min(count, Fits(free, 0, devices));

            // A guest's cells lie on different host cells, so one host cell serves at most as many guests as it has room for cells.
            sum += count * (cells > left.Length ? 0 : 1);
        }

        return sum;
    }

    private double CountDevices(PciStats? pools, int? cell)
    {
        double count = 0;
        foreach (PciRequest request in _demand.Devices)
        {
            PciRequest one = request with { Count = 1, NumaPolicy = PciNumaPolicy.Preferred };
            foreach (PciPool pool in pools?.SuitablePools(one, null, null) ?? [])
            {
                count += cell is null || pool.NumaNode == cell ? pool.Count : 0;
            }
        }

        return count;
    }
}
