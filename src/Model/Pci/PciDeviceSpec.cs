using System.Text.Json;
using Model.Hardware;
using Model.Python;

namespace Model.Pci;

/// <summary>
/// One entry of <c>[pci]device_spec</c>: which devices guests may use, and the tags they get
/// (<c>nova/pci/devspec.py</c>, PciDeviceSpec). Immutable.
/// </summary>
public sealed class PciDeviceSpec
{
    private const int IdMax = 0xFFFF;

    private static readonly string[] MatchKeys = [PciTags.VendorId, PciTags.ProductId, PciTags.DevName, PciTags.Address];

    private readonly ISysfsFacts _facts;
    private readonly PciAddressMatcher? _address;

    /// <summary>Reads and checks an entry.</summary>
    /// <param name="entry">A JSON object.</param>
    /// <param name="reportInPlacement">The option <c>[pci]report_in_placement</c>; <c>one_time_use</c> needs it.</param>
    /// <param name="facts">The host's sysfs.</param>
    /// <param name="rules">The release's rules.</param>
    /// <exception cref="NovaException">
    /// <c>PciConfigInvalidSpec</c>, <c>PciDeviceWrongAddressFormat</c>, <c>PciDeviceInvalidDeviceName</c>,
    /// <c>PciDeviceRemoteManagedNotPresent</c>, <c>PciDeviceInvalidPFRemoteManaged</c>, <c>PciDeviceNotFoundById</c>; for
    /// values of the wrong JSON type <c>AttributeError</c> or <c>TypeError</c>, as Nova crashes.
    /// </exception>
    internal PciDeviceSpec(JsonElement entry, bool reportInPlacement, ISysfsFacts facts, PciRules rules)
    {
        _facts = facts;
        VendorId = Id(entry, PciTags.VendorId);
        ProductId = Id(entry, PciTags.ProductId);
        JsonElement devName = Member(entry, PciTags.DevName);
        JsonElement address = Member(entry, PciTags.Address);
        bool hasAddress = PciTagValue.FromJson(address).IsTruthy;
        if (PciTagValue.FromJson(devName).IsTruthy)
        {
            DevName = PciTagValue.FromJson(devName).Text;
            if (hasAddress)
            {
                throw new NovaException("PciDeviceInvalidDeviceName", "a device specification can name devname or address, not both");
            }
        }
        else
        {
            _address = ReadAddress(address, hasAddress, facts);
        }

        PciAddressMatcher? resolved = ResolveAddress();
        Tags = ReadTags(entry, rules);
        RemoteManaged = PythonText.IsTrue(Tag(PciTags.RemoteManaged).Text);
        if (rules.OneTimeUseTag && !reportInPlacement && Tag(PciTags.OneTimeUse).AsText == "true")
        {
            throw new NovaException("PciConfigInvalidSpec", "one_time_use=true requires pci.report_in_placement to be enabled");
        }

        if (RemoteManaged)
        {
            CheckRemoteManaged(resolved);
        }

        Managed = rules.ManagedTag ? Tag(PciTags.Managed).AsText : null;
        LiveMigratable = rules.LiveMigratableTag ? Tag(PciTags.LiveMigratable).AsText : null;
    }

    /// <summary>The vendor id to match, four lower-case hexadecimal digits, or <c>*</c>.</summary>
    public string VendorId { get; }

    /// <summary>The product id to match, four lower-case hexadecimal digits, or <c>*</c>.</summary>
    public string ProductId { get; }

    /// <summary>The network interface that names the device, or null.</summary>
    public string? DevName { get; }

    /// <summary>
    /// Every key that does not take part in matching, in order of first mention; <c>managed</c>, <c>live_migratable</c>
    /// and <c>one_time_use</c> are normalised to <c>true</c> or <c>false</c>.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, PciTagValue>> Tags { get; }

    /// <summary>Whether a SmartNIC programs the devices; only devices with a serial number then match.</summary>
    public bool RemoteManaged { get; }

    /// <summary>The tag <c>managed</c> as <c>true</c> or <c>false</c>, or null.</summary>
    public string? Managed { get; }

    /// <summary>The tag <c>live_migratable</c> as <c>true</c> or <c>false</c>, or null.</summary>
    public string? LiveMigratable { get; }

    /// <summary>The value of a tag; the null value when the tag is missing.</summary>
    public PciTagValue Tag(string key)
    {
        foreach (KeyValuePair<string, PciTagValue> tag in Tags)
        {
            if (tag.Key == key)
            {
                return tag.Value;
            }
        }

        return default;
    }

    /// <summary>Whether the tag is there, be it with the value null.</summary>
    public bool HasTag(string key)
    {
        foreach (KeyValuePair<string, PciTagValue> tag in Tags)
        {
            if (tag.Key == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a device that the hypervisor reports is meant.</summary>
    /// <exception cref="NovaException">
    /// <c>PciConfigInvalidSpec</c> or <c>PciDeviceWrongAddressFormat</c>: the device's own address cannot be read. It is read even if
    /// the ids do not match.
    /// </exception>
    public bool Matches(HypervisorPciDevice device) =>
        Matches(device.VendorId, device.ProductId, device.Address, device.ParentAddress, device.CardSerialNumber);

    /// <summary>Whether a tracked device is meant.</summary>
    /// <exception cref="NovaException">As for a reported device.</exception>
    public bool Matches(PciDevice device) =>
        Matches(device.VendorId, device.ProductId, device.Address, device.ParentAddress, device.CardSerialNumber);

    private bool Matches(string vendorId, string productId, string address, string? parentAddress, string? serial)
    {
        PciAddressMatcher? matcher = ResolveAddress();
        if (matcher is null)
        {
            return false;
        }

        bool addressSuits = matcher.Matches(address, parentAddress);
        return addressSuits
            && (VendorId == PciAddressText.Any || VendorId == vendorId)
            && (ProductId == PciAddressText.Any || ProductId == productId)
            && (!RemoteManaged || !string.IsNullOrEmpty(serial));
    }

    private static string Id(JsonElement entry, string key)
    {
        JsonElement value = Member(entry, key);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return PciAddressText.Any;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            throw new NovaException(key == PciTags.VendorId ? "AttributeError" : "TypeError", $"{key} must be text");
        }

        string text = value.GetString()!;
        return PciAddressText.Part(key, key == PciTags.VendorId ? PythonText.Strip(text).ToString() : text, IdMax, 4);
    }

    private static JsonElement Member(JsonElement entry, string key) =>
        entry.TryGetProperty(key, out JsonElement value) ? value : default;

    private static PciAddressMatcher ReadAddress(JsonElement address, bool hasAddress, ISysfsFacts facts)
    {
        if (!hasAddress)
        {
            return PciAddressMatcher.FromPattern("*:*:*.*", facts);
        }

        return address.ValueKind switch
        {
            JsonValueKind.String => PciAddressMatcher.FromPattern(address.GetString()!, facts),
            JsonValueKind.Object => PciAddressMatcher.FromExpressions(address, facts),
            _ => throw PciAddressText.WrongFormat(address.GetRawText()),
        };
    }

    /// <summary>A device name is looked up anew each time, since interfaces come and go.</summary>
    private PciAddressMatcher? ResolveAddress()
    {
        if (DevName is null)
        {
            return _address;
        }

        if (!_facts.TryGetInterface(DevName, out string address, out bool isPhysicalFunction) || address.Length == 0)
        {
            return null;
        }

        return isPhysicalFunction
            ? PciAddressMatcher.FromPhysicalFunction(address)
            : PciAddressMatcher.FromPattern(address, _facts);
    }

    private static List<KeyValuePair<string, PciTagValue>> ReadTags(JsonElement entry, PciRules rules)
    {
        List<KeyValuePair<string, PciTagValue>> tags = [];
        foreach (JsonProperty member in entry.EnumerateObject())
        {
            if (Array.IndexOf(MatchKeys, member.Name) >= 0)
            {
                continue;
            }

            KeyValuePair<string, PciTagValue> tag = new(member.Name, PciTagValue.FromJson(member.Value));
            int index = tags.FindIndex(other => other.Key == tag.Key);
            if (index < 0)
            {
                tags.Add(tag);
            }
            else
            {
                tags[index] = tag;
            }
        }

        Normalize(tags, PciTags.Managed, rules.ManagedTag);
        Normalize(tags, PciTags.LiveMigratable, rules.LiveMigratableTag);
        Normalize(tags, PciTags.OneTimeUse, rules.OneTimeUseTag);
        return tags;
    }

    private static void Normalize(List<KeyValuePair<string, PciTagValue>> tags, string key, bool isKnown)
    {
        int index = tags.FindIndex(tag => tag.Key == key);
        if (!isKnown || index < 0 || tags[index].Value.Kind == PciTagKind.Null)
        {
            return;
        }

        string text = tags[index].Value.Text!;
        if (!PythonText.TryBoolean(text, out bool value))
        {
            throw new NovaException("PciConfigInvalidSpec", $"Cannot parse tag '{key}': unrecognized value '{text}'");
        }

        tags[index] = new(key, PciTagValue.FromText(value ? "true" : "false"));
    }

    /// <summary>
    /// VFs can be managed remotely, a PF cannot: the guest has no way to reach the other side. Nova means to tell the two
    /// apart by their ids, but finds the ids only of a PF that was named by its interface.
    /// </summary>
    private void CheckRemoteManaged(PciAddressMatcher? address)
    {
        if (address is null)
        {
            throw new NovaException("PciDeviceRemoteManagedNotPresent", "a remote-managed device must be present on the host");
        }

        if (!address.IsPhysicalFunction)
        {
            return;
        }

        string vendorId = string.Empty;
        string productId = string.Empty;
        string? vfProductId = address.IsExact ? _facts.VfProductId(address.Text) : null;
        if (vfProductId is null || !_facts.TryGetIds(address.Text, out vendorId, out productId))
        {
            throw new NovaException("PciDeviceNotFoundById", $"PCI device {address.Text} not found");
        }

        bool vendorSuits = VendorId == PciAddressText.Any || VendorId == vendorId;
        if (ProductId == vfProductId && vendorSuits)
        {
            return;
        }

        if ((ProductId == PciAddressText.Any || ProductId == productId) && vendorSuits)
        {
            throw new NovaException("PciDeviceInvalidPFRemoteManaged", $"the PF {address.Text} cannot be remote-managed");
        }

        throw new NovaException(
            "PciConfigInvalidSpec",
            $"the VF vendor id {VendorId} and product id {ProductId} do not match those of the PF {address.Text}");
    }
}
