using Model.Diagnostics;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>Reads the keys of one mapping.</summary>
public sealed class MappingReader
{
    private readonly MappingNode node;

    private MappingReader(MappingNode node, KeySet keys, BindContext context)
    {
        this.node = node;
        Keys = keys;
        Context = context;
    }

    /// <summary>What the mapping may have.</summary>
    public KeySet Keys { get; }

    /// <summary>Where problems go.</summary>
    public BindContext Context { get; }

    /// <summary>Where the mapping starts.</summary>
    public SourcePosition Position => node.Position;

    /// <summary>
    /// Opens a value that must be a mapping. Unknown keys, missing keys and broken alternatives are reported; reading goes on with
    /// the keys that are right.
    /// </summary>
    /// <returns>Null when the value is no mapping, which is reported.</returns>
    public static MappingReader? Open(Node node, KeySet keys, BindContext context)
    {
        MappingNode? mapping = node as MappingNode ?? (node.IsNull ? new MappingNode(node.Position, []) : null);
        if (mapping is null)
        {
            string valid = string.Join(", ", keys.Keys.Select(key => key.Name));
            string message = $"{keys.NameWithArticle} is a mapping with keys {valid}; found {node.KindName}";
            context.Error(ScenarioCodes.WrongKind, node.Position, message);
            return null;
        }

        MappingReader reader = new(mapping, keys, context);
        reader.CheckKeys();
        return reader;
    }

    /// <summary>Whether the key is there and not empty.</summary>
    public bool Has(Key key) => node.TryFind(key.Name, out MappingEntry entry) && !entry.Value.IsNull;

    /// <summary>The place of a key's value, or of the mapping when the key is not there.</summary>
    public SourcePosition PositionOf(Key key) =>
        node.TryFind(key.Name, out MappingEntry entry) ? entry.Value.Position : node.Position;

    /// <summary>Reads a key's value.</summary>
    /// <returns>False when the key is not there or its value has a problem, which is reported.</returns>
    public bool TryGet<T>(TypedKey<T> key, out T value)
    {
        Context.MarkRead(key);
        value = default!;
        return Has(key) && node.TryFind(key.Name, out MappingEntry entry) && key.Kind.TryRead(entry.Value, Context, out value);
    }

    /// <summary>Reads a key's value, or gives another one when the key is not there or its value has a problem.</summary>
    public T Get<T>(TypedKey<T> key, T otherwise) => TryGet(key, out T value) ? value : otherwise;

    /// <summary>Reads a key's value; null when the key is not there or its value has a problem.</summary>
    public T? Find<T>(TypedKey<T> key)
        where T : class => TryGet(key, out T value) ? value : null;

    /// <summary>As <see cref="Find"/>, for value types.</summary>
    public T? FindValue<T>(TypedKey<T> key)
        where T : struct => TryGet(key, out T value) ? value : null;

    /// <summary>Reads a list; empty when the key is not there.</summary>
    public IReadOnlyList<T> List<T>(TypedKey<IReadOnlyList<T>> key) => Get(key, []);

    private void CheckKeys()
    {
        foreach (MappingEntry entry in node.Entries)
        {
            if (Keys.Find(entry.Key.Value) is null)
            {
                IEnumerable<string> names = Keys.Keys.Select(key => key.Name);
                string message = $"{Keys.NameWithArticle} has no key '{entry.Key.Value}'; valid keys: {string.Join(", ", names)}";
                string? nearest = NearestName.Find(entry.Key.Value, names);
                Context.Error(ScenarioCodes.UnknownKey, entry.Key.Position, message, nearest);
            }
        }

        foreach (Key key in Keys.Keys.Where(key => key.IsRequired && !Has(key)))
        {
            Context.Error(ScenarioCodes.MissingKey, node.Position, $"{Keys.NameWithArticle} needs the key '{key.Name}': {key.Description}");
        }

        foreach (IReadOnlyList<Key> group in Keys.Alternatives)
        {
            List<Key> present = [.. group.Where(key => node.TryFind(key.Name, out _))];
            string names = string.Join(", ", group.Select(key => key.Name));
            if (present.Count == 0)
            {
                Context.Error(ScenarioCodes.MissingKey, node.Position, $"{Keys.NameWithArticle} needs one of the keys {names}");
            }
            else if (present.Count > 1)
            {
                _ = node.TryFind(present[1].Name, out MappingEntry second);
                Context.Error(ScenarioCodes.Contradiction, second.Key.Position, $"{Keys.NameWithArticle} has only one of the keys {names}");
            }
        }
    }
}
