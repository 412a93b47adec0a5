using Model.Diagnostics;

namespace Simulator.Scenarios.Documents;

/// <summary>Keys with values, in the order of the file; keys are unique.</summary>
public sealed class MappingNode : Node
{
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

    /// <summary>Makes a mapping.</summary>
    /// <exception cref="ArgumentException">A key stands twice.</exception>
    public MappingNode(SourcePosition position, IReadOnlyList<MappingEntry> entries)
        : base(position)
    {
        Entries = entries;
        Size = entries.Aggregate(1L, (sum, entry) => sum + 1 + entry.Value.Size);
        for (int i = 0; i < entries.Count; i++)
        {
            indexes.Add(entries[i].Key.Value, i);
        }
    }

    /// <summary>The entries in their order.</summary>
    public IReadOnlyList<MappingEntry> Entries { get; }

    /// <inheritdoc/>
    public override long Size { get; }

    /// <inheritdoc/>
    public override string KindName => "a mapping";

    /// <summary>The entry of a key.</summary>
    public bool TryFind(string key, out MappingEntry entry)
    {
        bool found = indexes.TryGetValue(key, out int index);
        entry = found ? Entries[index] : default;
        return found;
    }

    /// <summary>The mapping with a key set: in its place when it is there, else at the end.</summary>
    public MappingNode With(ScalarNode key, Node value)
    {
        List<MappingEntry> entries = [.. Entries];
        MappingEntry entry = new(key, value);
        if (indexes.TryGetValue(key.Value, out int index))
        {
            entries[index] = entry;
        }
        else
        {
            entries.Add(entry);
        }

        return new MappingNode(Position, entries);
    }

    /// <summary>The mapping without a key.</summary>
    public MappingNode Without(string key) => new(Position, [.. Entries.Where(entry => entry.Key.Value != key)]);
}
