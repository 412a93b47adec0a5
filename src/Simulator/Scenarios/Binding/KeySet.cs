namespace Simulator.Scenarios.Binding;

/// <summary>The keys of one kind of mapping.</summary>
/// <param name="name">What the mapping is, for messages and as the name of its definition in the schema: "host".</param>
/// <param name="description">One sentence for editors and documentation.</param>
public sealed class KeySet(string name, string description)
{
    private readonly List<Key> keys = [];
    private readonly List<IReadOnlyList<Key>> alternatives = [];

    /// <summary>What the mapping is.</summary>
    public string Name { get; } = name;

    /// <summary>What the mapping is, with its article: "an operation".</summary>
    public string NameWithArticle => ("aeiou".Contains(Name[0], StringComparison.Ordinal) ? "an " : "a ") + Name;

    /// <summary>One sentence about it.</summary>
    public string Description { get; } = description;

    /// <summary>The keys in the order of their description.</summary>
    public IReadOnlyList<Key> Keys => keys;

    /// <summary>Groups of keys of which each mapping has exactly one.</summary>
    public IReadOnlyList<IReadOnlyList<Key>> Alternatives => alternatives;

    /// <summary>Adds a key that may be left out.</summary>
    public TypedKey<T> Optional<T>(string keyName, ValueKind<T> kind, string text) => Add(new TypedKey<T>(keyName, kind, text, false));

    /// <summary>Adds a key that must be there.</summary>
    public TypedKey<T> Required<T>(string keyName, ValueKind<T> kind, string text) => Add(new TypedKey<T>(keyName, kind, text, true));

    /// <summary>Adds a key that another kind of mapping has, too.</summary>
    public TypedKey<T> Shared<T>(TypedKey<T> key) => Add(key);

    /// <summary>States that each mapping has exactly one of these keys.</summary>
    public void ExactlyOneOf(params Key[] group) => alternatives.Add(group);

    /// <summary>The key of a name, or null.</summary>
    public Key? Find(string keyName) => keys.Find(key => key.Name == keyName);

    private TypedKey<T> Add<T>(TypedKey<T> key)
    {
        keys.Add(key);
        return key;
    }
}
