using System.Globalization;
using Model.Compute;
using Model.Diagnostics;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Format;
using Simulator.Scenarios.Values;

namespace Simulator.Scenarios.Traces;

/// <summary>Gives each row of a trace its flavor: a fixed one, one that a column names, or one made from sizes.</summary>
internal sealed class TraceFlavors
{
    private const double Mebibyte = 1L << 20;
    private const double Gibibyte = 1L << 30;
    private readonly TraceFlavorEntry entry;
    private readonly FlavorCatalogue flavors;
    private readonly TraceTable table;
    private readonly TraceColumn? named;
    private readonly TraceColumn? vcpus;
    private readonly TraceColumn? ram;
    private readonly TraceColumn? disk;
    private readonly TraceColumn? pci;

    /// <summary>Finds the columns; problems are reported.</summary>
    public TraceFlavors(TraceTable table, TraceFlavorEntry entry, FlavorCatalogue flavors, BindContext context)
    {
        DiagnosticBag bag = context.Diagnostics;
        this.table = table;
        this.entry = entry;
        this.flavors = flavors;
        named = TraceColumn.Find(table, entry.Named, null, 1, bag);
        vcpus = TraceColumn.Find(table, entry.Vcpus, null, 1, bag);
        ram = TraceColumn.Find(table, entry.Ram, unit => ByteSizeText.BytesOf(unit), Mebibyte, bag);
        disk = TraceColumn.Find(table, entry.Disk, unit => ByteSizeText.BytesOf(unit), Gibibyte, bag);
        pci = TraceColumn.Find(table, entry.Pci, null, 1, bag);
        if (entry.Fixed is { } name)
        {
            flavors.Check(name);
        }

        if (entry.Pci is { Alias: null } column)
        {
            context.Error(
                ScenarioCodes.MissingKey, column.Column.Position,
                "'pci' needs the key 'alias': the PCI alias of which the number is asked for");
        }
        else if (entry.Pci?.Alias is { } alias)
        {
            flavors.CheckAlias(alias);
        }
    }

    /// <summary>The name of a row's flavor; a problem is reported.</summary>
    public bool TryGet(CsvRow row, out string name)
    {
        if (entry.Fixed is { } given)
        {
            name = given.Value;
            return true;
        }

        if (named is null)
        {
            return TryMake(row, out name);
        }

        if (!named.TryText(row, out name))
        {
            return false;
        }

        bool isKnown = flavors.Contains(name);
        if (!isKnown)
        {
            table.Error(ScenarioCodes.UnknownName, named.At(row), $"there is no flavor '{name}'");
        }

        return isKnown;
    }

    private bool TryMake(CsvRow row, out string name)
    {
        double cpuCount = 0;
        double memory = 0;
        double storage = 0;
        double devices = 0;
        bool isRead = vcpus is not null && vcpus.TryNumber(row, out cpuCount) & (ram is not null && ram.TryNumber(row, out memory));
        isRead &= disk is null || disk.TryNumber(row, out storage);
        isRead &= pci is null || pci.TryNumber(row, out devices);
        double mebibytes = Math.Ceiling(memory / Mebibyte);
        double gibibytes = Math.Ceiling(storage / Gibibyte);
        name = string.Empty;
        if (!isRead)
        {
            return false;
        }

        if (cpuCount > int.MaxValue || mebibytes > int.MaxValue || gibibytes > int.MaxValue || devices > int.MaxValue)
        {
            table.Error(ScenarioCodes.OutOfRange, table.At(row, 0), "the row's sizes are larger than a flavor can be");
            return false;
        }

        int count = (int)Math.Ceiling(devices);
        string alias = count == 0 ? string.Empty : entry.Pci?.Alias?.Value ?? string.Empty;
        string wanted = string.Create(CultureInfo.InvariantCulture, $"{alias}:{count}");
        Flavor flavor = new()
        {
            Name = string.Empty,
            Vcpus = Math.Max(1, (int)Math.Ceiling(cpuCount)),
            MemoryMb = Math.Max(1, (int)mebibytes),
            RootGb = (int)gibibytes,
            ExtraSpecs = alias.Length == 0 ? entry.ExtraSpecs : [.. entry.ExtraSpecs, new("pci_passthrough:alias", wanted)],
        };
        name = flavors.AddMade(flavor, alias, count);
        return true;
    }
}
