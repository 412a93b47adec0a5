using System.Globalization;
using Model;
using Model.Hardware;
using Model.Pci;
using Model.Servers;
using Simulator.Flows.Moves;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows.Faults;

/// <summary>
/// Lets PCI devices fail and come back, and does what operators do about it. A device that falls off the bus is still in the books of
/// nova-compute and of Placement: servers that get it do not start. Only a restart of nova-compute takes it out, or keeps it, with a warning,
/// where a server has it (<c>nova/pci/manager.py</c>, _set_hvdevs).
/// </summary>
internal sealed class DeviceFaultFlow
{
    // A failure that comes at once after a repair, for ever, would stop the clock.
    private static readonly TimeSpan BetweenMin = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan ConfirmedAfter = TimeSpan.FromMinutes(1);

    private readonly FlowContext _context;
    private readonly SchedulerService _scheduler;
    private readonly DeviceBook _book = new();

    /// <summary>Starts a process for every device that can fail.</summary>
    public DeviceFaultFlow(FlowContext context, SchedulerService scheduler)
    {
        _context = context;
        _scheduler = scheduler;
        context.Observer.DeviceFaults = _book;
        context.Hooks.ServerDeleted += (server, _) => _book.Review(server, context.Now);
        Func<FaultPoint, ComputeHost, Server, NovaException?>? others = context.Hooks.Faults;
        context.Hooks.Faults = (point, host, server) => others?.Invoke(point, host, server) ?? Missing(point, host, server);
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        foreach (DeviceFaultDefinition fault in context.Cloud.Scenario.Faults.Devices)
        {
            foreach (ComputeHost host in fault.Hosts.Select(context.Cloud.HostNamed))
            {
                foreach (PciAddress[] unit in Units(fault, host))
                {
                    string name = $"{host.Name}/{unit[0]}";
                    int number = seen[name] = seen.GetValueOrDefault(name) + 1;
                    string stream = number == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}/{number}");
                    context.Env.Process(Fail(fault, host, unit, context.Streams.For("device failures", stream)));
                }
            }
        }
    }

    /// <summary>What fails together: single functions, or those of a slot.</summary>
    private static IEnumerable<PciAddress[]> Units(DeviceFaultDefinition fault, ComputeHost host)
    {
        HashSet<string> tracked = [.. host.Devices.Select(device => device.Address), .. host.Devices.Select(device => device.ParentAddress ?? "")];
        IEnumerable<PciAddress> addresses = host.Definition.Hardware.PciFunctions
            .Where(function => fault.Matches(function) && (fault.Ids is not null || tracked.Contains(function.Address.ToString())))
            .Select(function => function.Address);
        return fault.WholeCard
            ? addresses.GroupBy(address => (address.Domain, address.Bus, address.Slot)).Select(card => card.ToArray())
            : addresses.Select(address => (PciAddress[])[address]);
    }

    private IEnumerable<Event> Fail(DeviceFaultDefinition definition, ComputeHost host, PciAddress[] unit, RandomStream numbers)
    {
        while (true)
        {
            TimeSpan between = definition.Times.Between.SampleTime(numbers);
            yield return _context.Env.Sleep(between < BetweenMin ? BetweenMin : between);
            TimeSpan repair = definition.Times.Repair.SampleTime(numbers);
            PciAddress[] functions = host.Bus.GoingWith(host.Definition, unit);
            if (functions.Length == 0)
            {
                continue;
            }

            DeviceFault fault = Break(definition, host, functions);
            yield return _context.Env.Sleep(repair);
            unit = Mend(definition, fault, unit);
        }
    }

    private DeviceFault Break(DeviceFaultDefinition definition, ComputeHost host, PciAddress[] functions)
    {
        host.Bus.Built(host.Definition).TryGetFunction(functions[0], out PciFunction first);
        DeviceFault fault = new()
        {
            At = _context.Now,
            Host = host,
            Device = functions[0].ToString(),
            Ids = Name(first.VendorId, first.DeviceId),
            Stays = definition.Stays,
            Functions = functions,
        };
        host.Bus.Fail(functions, definition.Stays);
        _book.Failed(fault);
        _context.Observer.Recorder.Counter("failures of devices").Add(_context.Now);
        List<Server> hit = [];
        foreach (PciDevice device in host.Devices.Where(device => device.InstanceUuid is not null))
        {
            if (functions.Contains(PciAddress.Parse(device.Address))
                && _context.Servers.Find(device.InstanceUuid!) is { Instance.IsDeleted: false } server && server.Instance.Host == host.Name)
            {
                _book.Hit(fault, server, device.Address, _context.Now);
                hit.Add(server);
            }
        }

        _context.Leaks.Review(host, "fault of a device", _context.Now);
        if (definition.RestartsAfterFailure || definition.MovesServers)
        {
            _context.Env.Process(React(definition, fault, hit));
        }

        return fault;
    }

    private PciAddress[] Mend(DeviceFaultDefinition definition, DeviceFault fault, PciAddress[] unit)
    {
        ComputeHost host = fault.Host;
        host.Bus.Restore(fault.Functions, fault.Stays);
        if (definition.Replacement is { } replacement && host.Bus.Built(host.Definition).TryGetFunction(unit[0], out PciFunction old))
        {
            foreach (PciAddress address in unit)
            {
                host.Bus.Swap(host.Definition, address, replacement);
            }

            (int vendor, int device) = replacement.Ids ?? (old.VendorId, old.DeviceId);
            PciAddress place = replacement.Address ?? unit[0];
            string vfs = replacement.Vfs is { } count ? string.Create(CultureInfo.InvariantCulture, $" with {count} VFs") : "";
            fault.Replacement = $"{Name(vendor, device)} at {place}{vfs}";
            unit = replacement.Address is null ? unit : [place];
        }

        HostHardware now = host.Bus.Built(host.Definition);
        _book.Back(fault, address => now.TryGetFunction(PciAddress.Parse(address), out _) && !host.Bus.IsMissing(address), _context.Now);
        _context.Leaks.Review(host, "fault of a device", _context.Now);
        if (definition.RestartsAfterRepair)
        {
            _context.Env.Process(RestartLater(definition, fault));
        }

        return unit;
    }

    private IEnumerable<Event> RestartLater(DeviceFaultDefinition definition, DeviceFault fault)
    {
        yield return _context.Env.Sleep(definition.NoticedAfter);
        foreach (Event step in Restart(fault))
        {
            yield return step;
        }
    }

    /// <summary>Operators notice the failure: they restart nova-compute, so that it gives the device to nobody, and move the servers.</summary>
    private IEnumerable<Event> React(DeviceFaultDefinition definition, DeviceFault fault, List<Server> servers)
    {
        yield return _context.Env.Sleep(definition.NoticedAfter);
        if (definition.RestartsAfterFailure)
        {
            foreach (Event step in Restart(fault))
            {
                yield return step;
            }
        }

        foreach (Server server in definition.MovesServers ? servers : [])
        {
            _context.Env.Process(Move(fault.Host, server));
        }
    }

    private IEnumerable<Event> Restart(DeviceFault fault)
    {
        if (fault.Host.IsRunning)
        {
            // What the service was doing ends before it starts again.
            fault.Host.Stop(_context.Now, isHost: false);
            yield return _context.Env.Sleep(TimeSpan.Zero);
            fault.Refusal = ComputeLife.Start(_context, fault.Host)?.Name ?? fault.Refusal;
        }
    }

    private IEnumerable<Event> Move(ComputeHost host, Server server)
    {
        bool mayMove = server is { InFlight: 0, Instance: { TaskState: TaskState.None, VmState: VmState.Active or VmState.Stopped } };
        if (!mayMove || server.Instance.Host != host.Name)
        {
            yield break;
        }

        foreach (Event step in new ColdMoveFlow(_context, _scheduler).Run(server, null, null, new FlowOutcome()))
        {
            yield return step;
        }

        if (server.Instance.VmState == VmState.Resized)
        {
            yield return _context.Env.Sleep(ConfirmedAfter);
            foreach (Event step in new ConfirmFlow(_context).Run(server, new FlowOutcome()))
            {
                yield return step;
            }
        }

        bool hasLeft = server.Instance.IsDeleted || server.Instance.Host != host.Name;
        _book.Moved += hasLeft ? 1 : 0;
        _book.NotMoved += hasLeft ? 0 : 1;
    }

    /// <summary>What the hypervisor says to devices that it is to attach, or to send the state of, and that are not there.</summary>
    private static NovaException? Missing(FaultPoint point, ComputeHost host, Server server)
    {
        if (host.Bus.MissingCount == 0 || point is not (FaultPoint.Attach or FaultPoint.PreLiveMigration or FaultPoint.LiveMigration))
        {
            return null;
        }

        // A port's device is detached before a live migration, so only a flavor's stands in its way.
        PciDeviceStatus status = point == FaultPoint.LiveMigration ? PciDeviceStatus.Allocated : PciDeviceStatus.Claimed;
        PciDevice? missing = HostClaims.DevicesOf(host, server).FirstOrDefault(device => device.Status == status
            && host.Bus.IsMissing(device.Address)
            && (point != FaultPoint.LiveMigration || server.Ports.All(port => port.Port.Id != device.RequestId)));
        return missing is null ? null : new NovaException("libvirtError", $"Device {missing.Address} not found: No such device");
    }

    private static string Name(int vendor, int device) => string.Create(CultureInfo.InvariantCulture, $"{vendor:x4}:{device:x4}");
}
