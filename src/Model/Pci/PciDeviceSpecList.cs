using System.Text.Json;
using Model.Hardware;

namespace Model.Pci;

/// <summary>
/// All of <c>[pci]device_spec</c> of a host, in order; the first entry that matches a device counts
/// (<c>nova/pci/whitelist.py</c>). Immutable.
/// </summary>
public sealed class PciDeviceSpecList
{
    private readonly PciDeviceSpec[] _specs;

    private PciDeviceSpecList(PciDeviceSpec[] specs) => _specs = specs;

    /// <summary>No entry: no device can be assigned.</summary>
    public static PciDeviceSpecList Empty { get; } = new([]);

    /// <summary>The entries after flattening lists.</summary>
    public IReadOnlyList<PciDeviceSpec> Specs => _specs;

    /// <summary>Reads the values of the option.</summary>
    /// <param name="entries">One text a configuration line: JSON of an object or of a list of objects.</param>
    /// <param name="reportInPlacement">The option <c>[pci]report_in_placement</c>.</param>
    /// <param name="facts">The host's sysfs.</param>
    /// <param name="rules">The release's rules; null means 2025.2.</param>
    /// <exception cref="NovaException">The whole configuration is invalid; see <see cref="PciDeviceSpec"/>.</exception>
    public static PciDeviceSpecList Parse(
        IReadOnlyList<string> entries, bool reportInPlacement, ISysfsFacts facts, PciRules? rules = null)
    {
        List<PciDeviceSpec> specs = [];
        foreach (string entry in entries)
        {
            using JsonDocument document = ParseJson(entry);
            JsonElement root = document.RootElement;
            switch (root.ValueKind)
            {
                case JsonValueKind.Object:
                    specs.Add(new PciDeviceSpec(root, reportInPlacement, facts, rules ?? PciRules.Default));
                    break;
                case JsonValueKind.Array:
                    foreach (JsonElement item in root.EnumerateArray())
                    {
                        if (item.ValueKind != JsonValueKind.Object)
                        {
                            throw Invalid(item.GetRawText(), "; expecting dict");
                        }

                        specs.Add(new PciDeviceSpec(item, reportInPlacement, facts, rules ?? PciRules.Default));
                    }

                    break;
                default:
                    throw Invalid(entry, "; expecting list or dict");
            }
        }

        return new PciDeviceSpecList([.. specs]);
    }

    /// <summary>The first entry that means a reported device, or null.</summary>
    /// <exception cref="NovaException">
    /// <c>PciConfigInvalidSpec</c> or <c>PciDeviceWrongAddressFormat</c>: the device's address cannot be read.
    /// </exception>
    public PciDeviceSpec? Find(HypervisorPciDevice device) => Array.Find(_specs, spec => spec.Matches(device));

    /// <summary>The first entry that means a tracked device, or null.</summary>
    public PciDeviceSpec? Find(PciDevice device) => Array.Find(_specs, spec => spec.Matches(device));

    private static JsonDocument ParseJson(string entry)
    {
        try
        {
            return JsonDocument.Parse(entry);
        }
        catch (JsonException)
        {
            throw Invalid(entry, string.Empty);
        }
    }

    private static NovaException Invalid(string entry, string expectation) =>
        new("PciConfigInvalidSpec", $"Invalid entry: '{entry}'{expectation}");
}
