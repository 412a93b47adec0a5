using Model;
using Model.Configuration;
using Model.Diagnostics;
using Model.Hardware;
using Model.Pci;
using Model.Scheduling;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>Refuses what Nova's services would refuse when they start with a configuration.</summary>
internal sealed class NovaChecks(BindContext context)
{
    // By reference: equal hosts share both, and comparing machines by value would cost more than the check.
    private readonly Dictionary<NovaOptions, HashSet<HostHardware>> checkedSpecs = new(ReferenceEqualityComparer.Instance);

    // By text: where a device specification stands first, and whether it means a device of some host.
    // Those that come with a restart may be meant to match nothing; one from the start may be waiting for other hardware.
    private readonly SortedDictionary<string, (SourcePosition Position, bool Matches)> specs = new(StringComparer.Ordinal);

    private bool isStart = true;

    /// <summary>What follows is configuration and hardware that hosts get later.</summary>
    public void EndStart() => isStart = false;

    /// <summary>Reads the aliases; null when Nova would refuse them, which is reported at the first bad one.</summary>
    public PciAliasTable? Aliases(NovaOptions options)
    {
        PciRules rules = PciRules.Of(options.Release.Features);
        bool inPlacement = options.FilterScheduler.PciInPlacement;
        for (int count = 1; count <= options.Pci.Alias.Count; count++)
        {
            // Entry by entry, because the whole table's refusal does not say which entry it is about.
            string[] entries = [.. options.Pci.Alias.Take(count).Select(alias => alias.Text)];
            try
            {
                PciAliasTable.Parse(entries, inPlacement, rules);
            }
            catch (NovaException refusal)
            {
                Report(options.Pci.Alias[count - 1], refusal);
                return null;
            }
        }

        return PciAliasTable.Parse([.. options.Pci.Alias.Select(alias => alias.Text)], inPlacement, rules);
    }

    /// <summary>Checks the names of filters and weighers.</summary>
    public void Scheduler(NovaOptions options, IReadOnlyList<SourceText> sources)
    {
        FilterSchedulerOptions scheduler = options.FilterScheduler;
        SourcePosition position = sources.Count > 0 ? sources[^1].At(0, 0) : SourcePosition.WholeFile("controller");
        IReadOnlyList<string> filterNames = FilterRegistry.Names;
        foreach (string name in scheduler.EnabledFilters)
        {
            Placed<string> filter = new(name, scheduler.EnabledFiltersPosition ?? position);
            context.Knows("scheduler filter", filter, filterNames);
        }

        try
        {
            WeigherRegistry.Create(options);
        }
        catch (NovaException refusal)
        {
            SourcePosition place = scheduler.WeightClassesPosition ?? position;
            context.Error(ScenarioCodes.RefusedByNova, place, $"{refusal.Name}: {refusal.Message}");
        }
    }

    /// <summary>Checks a host's device specifications against its hardware, once for each pair.</summary>
    public void DeviceSpecs(NovaOptions options, HostHardware hardware)
    {
        if (!checkedSpecs.TryGetValue(options, out HashSet<HostHardware>? machines))
        {
            machines = new HashSet<HostHardware>(ReferenceEqualityComparer.Instance);
            checkedSpecs.Add(options, machines);
        }

        if (options.Pci.DeviceSpec.Count == 0 || !machines.Add(hardware))
        {
            return;
        }

        HardwareSysfsFacts facts = new(hardware);
        foreach (ConfiguredText spec in options.Pci.DeviceSpec)
        {
            try
            {
                PciDeviceSpecList one = PciDeviceSpecList.Parse(
                    [spec.Text], options.Pci.ReportInPlacement, facts, PciRules.Of(options.Release.Features));
                bool matches = hardware.HypervisorDevices().Any(device => Means(one, device));
                if (specs.TryGetValue(spec.Text, out (SourcePosition Position, bool Matches) before))
                {
                    specs[spec.Text] = (before.Position, before.Matches || matches);
                }
                else if (isStart)
                {
                    specs.Add(spec.Text, (spec.Position, matches));
                }
            }
            catch (NovaException refusal)
            {
                Report(spec, refusal);
            }
        }
    }

    /// <summary>Warns of device specifications that mean no device of any host that has them: mostly a slip in an id or address.</summary>
    public void WarnOfIdleSpecs()
    {
        foreach ((SourcePosition position, bool _) in specs.Values.Where(spec => !spec.Matches))
        {
            context.Diagnostics.Warn(
                ScenarioCodes.IdleSpec, position, "this device_spec matches no PCI device of the hosts that have it; see: host SCENARIO HOST");
        }
    }

    // A device whose address Nova cannot read is passed over by nova-compute, too.
    private static bool Means(PciDeviceSpecList spec, HypervisorPciDevice device)
    {
        try
        {
            return spec.Find(device) is not null;
        }
        catch (NovaException)
        {
            return false;
        }
    }

    private void Report(ConfiguredText text, NovaException refusal) =>
        context.Error(ScenarioCodes.RefusedByNova, text.Position, $"{refusal.Name}: {refusal.Message}");
}
