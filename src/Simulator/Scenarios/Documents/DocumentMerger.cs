using Model.Diagnostics;

namespace Simulator.Scenarios.Documents;

/// <summary>Puts documents together.</summary>
public static class DocumentMerger
{
    /// <summary>
    /// A document that <c>extends</c> another: mappings are merged key by key, anything else of <paramref name="top"/> replaces what
    /// was there, and an empty value takes the key away.
    /// </summary>
    public static Node Override(Node bottom, Node top)
    {
        if (bottom is not MappingNode below || top is not MappingNode above)
        {
            return top;
        }

        MappingNode merged = below;
        foreach (MappingEntry entry in above.Entries)
        {
            merged = entry.Value.IsNull && merged.TryFind(entry.Key.Value, out _) ? merged.Without(entry.Key.Value)
                : merged.TryFind(entry.Key.Value, out MappingEntry old) ? merged.With(entry.Key, Override(old.Value, entry.Value))
                : merged.With(entry.Key, entry.Value);
        }

        return merged;
    }

    /// <summary>
    /// A document that <c>includes</c> another: mappings are united and lists joined, the included part first; a key with any other
    /// value in both is an error at <paramref name="main"/>.
    /// </summary>
    public static MappingNode Unite(MappingNode main, MappingNode part, DiagnosticBag diagnostics)
    {
        MappingNode united = main;
        foreach (MappingEntry entry in part.Entries)
        {
            united = united.TryFind(entry.Key.Value, out MappingEntry own)
                ? united.With(own.Key, Unite(own, entry, diagnostics))
                : united.With(entry.Key, entry.Value);
        }

        return united;
    }

    private static Node Unite(MappingEntry own, MappingEntry included, DiagnosticBag diagnostics)
    {
        switch (own.Value, included.Value)
        {
            case (MappingNode main, MappingNode part):
                return Unite(main, part, diagnostics);
            case (SequenceNode main, SequenceNode part):
                return new SequenceNode(main.Position, [.. part.Items, .. main.Items]);
            default:
                string message = $"'{own.Key.Value}' is also in the included file, at {included.Key.Position}";
                diagnostics.Error(ScenarioCodes.IncludeConflict, own.Key.Position, message);
                return own.Value;
        }
    }
}
