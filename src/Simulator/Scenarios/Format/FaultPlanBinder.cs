using System.Globalization;
using Model.Hardware;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>Compares the section <c>faults:</c> with the hosts: every name, and every device that is to fail or to come.</summary>
internal sealed class FaultPlanBinder(BindContext context, IReadOnlyList<HostDefinition> hosts)
{
    private readonly string[] names = [.. hosts.Select(host => host.Name)];

    /// <summary>The plan; problems are reported.</summary>
    public FaultPlan Bind(FaultPlanEntry entry) => entry.Plan with { Devices = [.. entry.Devices.Select(Bind)] };

    private DeviceFaultDefinition Bind(DeviceFaultEntry entry)
    {
        IReadOnlyList<string> chosen = entry.Hosts.Count == 0 ? names : CampaignBinder.Expand(context, entry.Hosts, names);
        DeviceFaultDefinition fault = entry.Fault with { Hosts = chosen };
        HostHardware[] machines = [.. hosts.Where(host => chosen.Contains(host.Name)).Select(host => host.Hardware).Distinct()];
        if (machines.Length > 0 && KnowsDevices(entry, machines) && fault.Replacement is { } replacement)
        {
            CheckReplacement(entry, replacement, machines);
        }

        return fault;
    }

    private bool KnowsDevices(DeviceFaultEntry entry, HostHardware[] machines)
    {
        IEnumerable<PciFunction> all = machines.SelectMany(machine => machine.PciFunctions).Where(function => function.Bridge is null);
        if (entry.Fault.Kind is { } kind)
        {
            all = all.Where(function => function.Kind == kind);
        }

        PciFunction[] functions = [.. all];
        if (entry.Fault.Ids is { } ids)
        {
            string[] known = [.. functions.Select(function => Name((function.VendorId, function.DeviceId))).Distinct().Order(StringComparer.Ordinal)];
            return context.Knows("device", new Placed<string>(Name(ids), entry.IdPosition), known);
        }

        if (functions.Length == 0)
        {
            context.Error(ScenarioCodes.Contradiction, entry.Position, "the hosts have no device of this kind that could fail");
        }

        return functions.Length > 0;
    }

    private void CheckReplacement(DeviceFaultEntry entry, DeviceReplacement replacement, HostHardware[] machines)
    {
        if (entry.Fault.WholeCard && (replacement.Address is not null || replacement.Ids is not null))
        {
            const string Message = "a whole card comes back as it was, or with other VFs; leave out whole-card to replace single functions";
            context.Error(ScenarioCodes.Contradiction, entry.ReplacementPosition, Message);
        }

        foreach (HostHardware machine in machines)
        {
            PciFunction[] failing = [.. machine.PciFunctions.Where(entry.Fault.Matches)];
            if (replacement.Vfs is not null && failing.Any(function => function.Kind != PciFunctionKind.PhysicalFunction))
            {
                PciAddress other = failing.First(function => function.Kind != PciFunctionKind.PhysicalFunction).Address;
                string message = $"{other} is no physical function, so its replacement has no VFs; name the id or the type of those that are";
                context.Error(ScenarioCodes.Contradiction, entry.ReplacementPosition, message);
                return;
            }

            if (replacement.Address is { } address && (failing.Length > 1 || machine.TryGetFunction(address, out _)))
            {
                string message = failing.Length > 1
                    ? $"{failing.Length} devices of a host can fail, but only one can come back at {address}"
                    : $"{address} is taken by another device of the host";
                context.Error(ScenarioCodes.Contradiction, entry.ReplacementPosition, message);
                return;
            }
        }
    }

    private static string Name((int Vendor, int Device) ids) => string.Create(CultureInfo.InvariantCulture, $"{ids.Vendor:x4}:{ids.Device:x4}");
}
