namespace Model.Configuration;

/// <summary>Section <c>[pci]</c> (<c>nova/conf/pci.py</c>). The values are JSON texts; Model.Pci reads them. Immutable.</summary>
public sealed record PciOptions
{
    /// <summary><c>device_spec</c>, formerly <c>passthrough_whitelist</c>: which devices may be assigned, in order of precedence.</summary>
    public IReadOnlyList<ConfiguredText> DeviceSpec { get; init; } = [];

    /// <summary><c>alias</c>: names under which flavors ask for devices.</summary>
    public IReadOnlyList<ConfiguredText> Alias { get; init; } = [];

    /// <summary><c>report_in_placement</c>: this compute reports its PCI devices to Placement.</summary>
    public bool ReportInPlacement { get; init; }

    internal static PciOptions Read(OptionReader reader) => new()
    {
        DeviceSpec = reader.Multi("pci", "device_spec"),
        Alias = reader.Multi("pci", "alias"),
        ReportInPlacement = reader.Boolean("pci", "report_in_placement"),
    };
}
