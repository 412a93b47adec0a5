using Model.Pci;
using Model.Python;

namespace Model.Placement.Pci;

/// <summary>Reads tracked devices as the translator to Placement looks at them.</summary>
public static class PlacementDevices
{
    /// <summary>A device with the tags of the entry that matches it now.</summary>
    /// <exception cref="NovaException">As for <see cref="Tags"/>.</exception>
    public static PlacementDevice Of(PciDevice device, PciDeviceSpecList specs)
    {
        PciDeviceSpec? spec = specs.Find(device);
        return new PlacementDevice
        {
            Address = device.Address,
            VendorId = device.VendorId,
            ProductId = device.ProductId,
            Type = device.DevType,
            ParentAddress = device.ParentAddress,
            IsRemoved = device.Status == PciDeviceStatus.Removed,
            InstanceUuid = device.InstanceUuid,
            Tags = spec is null ? null : Tags(spec),
        };
    }

    /// <summary>The tags of an entry that matter to Placement.</summary>
    /// <exception cref="NovaException"><c>AttributeError</c>: resource class or traits are no text, on which Nova trips.</exception>
    public static PlacementTags Tags(PciDeviceSpec spec) => new()
    {
        HasPhysicalNetwork = spec.Tag(PciTags.PhysicalNetwork).IsTruthy,
        ResourceClass = Text(spec.Tag(PciTags.ResourceClass)),
        Traits = Text(spec.Tag(PciTags.Traits)),
        MentionsOneTimeUse = spec.HasTag(PciTags.OneTimeUse),
        OneTimeUse = PythonText.IsTrue(spec.Tag(PciTags.OneTimeUse).Text),
        LiveMigratable = PythonText.IsTrue(spec.Tag(PciTags.LiveMigratable).Text),
    };

    private static string? Text(PciTagValue value)
    {
        if (!value.IsTruthy)
        {
            return null;
        }

        return value.AsText ?? throw new NovaException("AttributeError", $"'{value}' is not text");
    }
}
