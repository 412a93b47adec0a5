namespace Model.Compute;

/// <summary>A guest image with its properties (Nova: <c>objects/image_meta.py</c>). Immutable.</summary>
public sealed record Image
{
    /// <summary>The image's name.</summary>
    public required string Name { get; init; }

    /// <summary>The image service's id, or null when it does not matter.</summary>
    public string? Id { get; init; }

    /// <summary>The disk format, for example <c>qcow2</c>, or null when not known.</summary>
    public string? DiskFormat { get; init; }

    /// <summary>Image properties, verbatim (<c>hw_…</c>, <c>os_…</c>, <c>traits:…</c>), in the order of their definition.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Properties { get; init; } = [];

    /// <summary>The value of a property, or null when it is not set.</summary>
    public string? Property(string key)
    {
        foreach (KeyValuePair<string, string> pair in Properties)
        {
            if (pair.Key == key)
            {
                return pair.Value;
            }
        }

        return null;
    }
}
