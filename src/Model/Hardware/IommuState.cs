namespace Model.Hardware;

/// <summary>Whether PCI passthrough can work on a host: it takes the firmware and the kernel.</summary>
/// <param name="Kernel">What the kernel command line switches on.</param>
/// <param name="FirmwareEnabled">Whether VT-d (or AMD-Vi) is enabled in the firmware.</param>
public readonly record struct IommuState(IommuKind Kernel, bool FirmwareEnabled)
{
    /// <summary>True when devices can be handed to guests: enabled in the firmware and switched on in the kernel.</summary>
    public bool IsUsable => FirmwareEnabled && Kernel != IommuKind.Off;
}
