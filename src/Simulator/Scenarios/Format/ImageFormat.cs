using Model.Compute;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>images:</c>.</summary>
internal static class ImageFormat
{
    public static readonly KeySet Keys = new("image", "An image that servers start from.");

    private static readonly TypedKey<string> Id = Keys.Optional("id", Kinds.Text, "The image service's id.");
    private static readonly TypedKey<string> Format = Keys.Optional("disk_format", Kinds.Text, "Disk format, for example qcow2.");
    private static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, string>>> Properties = Keys.Optional(
        "properties", new MapKind<string>(Kinds.Verbatim), "Image properties, spelled as Nova spells them.");

    /// <summary>The kind of value; the name is the key it stands under.</summary>
    public static readonly ValueKind<Image> Kind = new ObjectKind<Image>(Keys, Bind);

    private static Image Bind(MappingReader reader) => new()
    {
        Name = string.Empty,
        Id = reader.Find(Id),
        DiskFormat = reader.Find(Format),
        Properties = [.. reader.List(Properties).Select(property => new KeyValuePair<string, string>(property.Key.Value, property.Value))],
    };
}
