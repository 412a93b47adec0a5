using Model.Pci;

namespace Simulator.Flows.Decisions;

/// <summary>Pools of free devices, and what requests ask of them, in words.</summary>
internal static class PoolWords
{
    private const int PoolsMax = 5;

    // What is told in another way, or says nothing to a person.
    private static readonly string[] Plain =
        [PciTags.VendorId, PciTags.ProductId, PciTags.DevType, PciTags.Address, PciTags.NumaNode, PciTags.ParentInterface];

    /// <summary>What a request asks for, for example <c>physical_network physnet1, remote_managed False</c>.</summary>
    public static string Of(PciRequest request) => string.Join(
        " or ", request.Spec.Select(spec => string.Join(", ", spec.Select(tag => $"{tag.Key} {tag.Value ?? "null"}"))));

    /// <summary>The pools that are not empty, for example <c>2 × 15b3:101e type-VF of 0000:3b:00.0 (physical_network physnet1)</c>.</summary>
    public static string Of(IReadOnlyList<PciPool> pools)
    {
        PciPool[] filled = [.. pools.Where(pool => pool.Count > 0)];
        string more = filled.Length > PoolsMax ? FormattableString.Invariant($"; and {filled.Length - PoolsMax} more pools") : "";
        return string.Join("; ", filled.Take(PoolsMax).Select(Of)) + more;
    }

    private static string Of(PciPool pool)
    {
        PciPoolProperties all = pool.Properties;
        string place = all.Address is { } address ? $" {(all.DevType == PciDeviceType.Pci.ToName() ? "at" : "of")} {address}" : "";
        string[] tags = [.. all.Items.Where(item => !Plain.Contains(item.Key)).Select(item => $"{item.Key} {item.Value}")];
        string tagged = tags.Length > 0 ? $" ({string.Join(", ", tags)})" : "";
        return FormattableString.Invariant($"{pool.Count} × {all.VendorId}:{all.ProductId} {all.DevType}{place}{tagged}");
    }
}
