namespace Model.Scheduling;

/// <summary>A map of names to loose values that keeps the order of first insertion.</summary>
public sealed class LooseMap
{
    private readonly List<KeyValuePair<string, object?>> _items = [];

    /// <summary>
    /// Whether it is an object that answers like a map without being one, as Nova's read-only service record: extra specs, which
    /// look at the type, find nothing inside it; JSON queries, which do not, do.
    /// </summary>
    public bool IsWrapped { get; init; }

    /// <summary>How many names it has.</summary>
    public int Count => _items.Count;

    /// <summary>The pairs in order.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Items => _items;

    /// <summary>Sets a value; a name set twice keeps its place.</summary>
    public void Set(string name, object? value)
    {
        int index = _items.FindIndex(pair => pair.Key == name);
        if (index < 0)
        {
            _items.Add(new KeyValuePair<string, object?>(name, value));
        }
        else
        {
            _items[index] = new KeyValuePair<string, object?>(name, value);
        }
    }

    /// <summary>Whether it has a name.</summary>
    public bool Has(string name) => _items.FindIndex(pair => pair.Key == name) >= 0;

    /// <summary>The value of a name, or null when it has none.</summary>
    public object? Get(string name)
    {
        int index = _items.FindIndex(pair => pair.Key == name);
        return index < 0 ? null : _items[index].Value;
    }

    /// <summary>Whether both have the same names with equal values; order does not matter.</summary>
    public bool IsEqualTo(LooseMap other) => Count == other.Count
        && _items.TrueForAll(pair => other.Has(pair.Key) && LooseValue.AreEqual(pair.Value, other.Get(pair.Key)));
}
