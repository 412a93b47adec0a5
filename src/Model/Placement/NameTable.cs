namespace Model.Placement;

/// <summary>Names and their small integer ids, in order of creation. An id is never used twice.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string?> _names = [];

    public NameTable(IEnumerable<string> standard)
    {
        foreach (string name in standard)
        {
            Add(name);
        }

        StandardCount = _names.Count;
    }

    /// <summary>Ids below this are standard names, which can be neither renamed nor removed.</summary>
    public int StandardCount { get; }

    /// <summary>One more than the greatest id ever given.</summary>
    public int IdCount => _names.Count;

    /// <summary>How many names were taken away so far; a renamed one counts.</summary>
    public int Removals { get; private set; }

    /// <summary>The id of a name, or -1.</summary>
    public int Find(string name) => _ids.TryGetValue(name, out int id) ? id : -1;

    public int FindOrAdd(string name) => _ids.TryGetValue(name, out int id) ? id : Add(name);

    public int Add(string name)
    {
        int id = _names.Count;
        _ids.Add(name, id);
        _names.Add(name);
        return id;
    }

    public void Remove(int id)
    {
        _ids.Remove(NameOf(id));
        _names[id] = null;
        Removals++;
    }

    public void Rename(int id, string name)
    {
        _ids.Remove(NameOf(id));
        _ids.Add(name, id);
        _names[id] = name;
        Removals++;
    }

    public string NameOf(int id) => _names[id] ?? throw new InvalidOperationException($"name {id} was removed");

    /// <summary>The names that exist, in order of id.</summary>
    public IEnumerable<string> Names()
    {
        foreach (string? name in _names)
        {
            if (name is not null)
            {
                yield return name;
            }
        }
    }
}
