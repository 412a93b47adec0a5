namespace Model.Scheduling;

/// <summary>A host aggregate as filters and weighers see it: its metadata (Nova: <c>objects/aggregate.py</c>). Immutable.</summary>
public sealed class HostAggregate
{
    private readonly Dictionary<string, string> _values;

    /// <summary>Makes an aggregate.</summary>
    /// <param name="uuid">Its identity, also in Placement.</param>
    /// <param name="metadata">Key and value pairs; a key occurs once.</param>
    public HostAggregate(string uuid, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        Uuid = uuid;
        Metadata = metadata;
        _values = new Dictionary<string, string>(metadata, StringComparer.Ordinal);
    }

    /// <summary>Its identity, also in Placement.</summary>
    public string Uuid { get; }

    /// <summary>The metadata in the order of its definition.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; }

    /// <summary>The value of a metadata key, or null when the aggregate does not have it.</summary>
    public string? Value(string key) => _values.Count > 0 && _values.TryGetValue(key, out string? value) ? value : null;
}
