namespace Model.Hardware;

/// <summary>Which IOMMU the kernel was told to use.</summary>
public enum IommuKind
{
    /// <summary>None: neither <c>intel_iommu=on</c> nor <c>amd_iommu=on</c>.</summary>
    Off,

    /// <summary>Intel VT-d, <c>intel_iommu=on</c>.</summary>
    Intel,

    /// <summary>AMD-Vi, <c>amd_iommu=on</c>.</summary>
    Amd,
}
