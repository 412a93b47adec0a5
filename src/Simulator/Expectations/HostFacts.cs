using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Expectations;

/// <summary>What is known of a host. Immutable.</summary>
/// <param name="Row">Its row of the results.</param>
/// <param name="Devices">Its tracked devices in ascending order of address.</param>
/// <param name="Inventories">Inventories of its providers below the host's own.</param>
internal sealed record HostFacts(HostRow Row, IReadOnlyList<DeviceRow> Devices, IReadOnlyList<ProviderRow> Inventories)
{
    /// <summary>
    /// All that Placement has of the host's PCI devices in one text, such as <c>0000:01:00.0 CUSTOM_PCI_15B3_101E 1/4, 0000:02:00.0
    /// CUSTOM_PCI_10DE_20B5 0/1 reserved 1</c>: address, class, units used of those there are. In ascending order, empty for nothing.
    /// </summary>
    public string PciInPlacement => string.Join(", ", Inventories.Select(Describe).Order(StringComparer.Ordinal));

    /// <summary>The facts of a host of a run.</summary>
    public static HostFacts Of(RunResult result, string host) => new(
        result.Hosts.First(row => row.Host == host),
        [.. result.Devices.Where(device => device.Host == host)],
        [.. result.Providers.Where(inventory => inventory.Provider.StartsWith(host + "_", StringComparison.Ordinal))]);

    private string Describe(ProviderRow inventory)
    {
        string reserved = inventory.Reserved == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" reserved {inventory.Reserved}");
        string address = inventory.Provider[(Row.Host.Length + 1)..];
        return string.Create(CultureInfo.InvariantCulture, $"{address} {inventory.ResourceClass} {inventory.Used}/{inventory.Total}{reserved}");
    }
}
