using System.Text.Json;

namespace Conformance.Tests.Harness;

/// <summary>
/// Reads one JSON object of a vector and remembers which members were looked at, so that a field that the
/// harness does not understand is a failure and not silently skipped.
/// </summary>
public sealed class CaseReader
{
    private readonly JsonElement _element;
    private readonly string _path;
    private readonly HashSet<string> _seen = [];
    private readonly List<CaseReader> _children = [];

    /// <summary>Wraps an object.</summary>
    public CaseReader(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ConformanceException($"{path}: expected an object, found {element.ValueKind}");
        }

        _element = element;
        _path = path;
    }

    /// <summary>The names of all members, in order; reading the names does not count as reading the members.</summary>
    public IReadOnlyList<string> Names => [.. _element.EnumerateObject().Select(static member => member.Name)];

    /// <summary>A member that must exist (its value may be null).</summary>
    public JsonElement Get(string name) => TryGet(name, out JsonElement value)
        ? value
        : throw new ConformanceException($"{_path}: member '{name}' is missing");

    /// <summary>A member that may be absent.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        _seen.Add(name);
        return _element.TryGetProperty(name, out value);
    }

    /// <summary>An object member that must exist; its own members are checked too.</summary>
    public CaseReader Member(string name) => Child(Get(name), name);

    /// <summary>An object member, or null when it is absent or null.</summary>
    public CaseReader? MemberOrNull(string name) =>
        TryGet(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? Child(value, name) : null;

    /// <summary>The objects of an array member that must exist.</summary>
    public IReadOnlyList<CaseReader> Members(string name) =>
        [.. Get(name).EnumerateArray().Select((item, index) => Child(item, $"{name}[{index}]"))];

    /// <summary>Fails when a member of this object, or of an object read from it, was never looked at.</summary>
    public void AssertAllRead()
    {
        foreach (JsonProperty property in _element.EnumerateObject())
        {
            if (!_seen.Contains(property.Name))
            {
                throw new ConformanceException($"{_path}: member '{property.Name}' is not understood");
            }
        }

        foreach (CaseReader child in _children)
        {
            child.AssertAllRead();
        }
    }

    private CaseReader Child(JsonElement element, string name)
    {
        CaseReader child = new(element, $"{_path}.{name}");
        _children.Add(child);
        return child;
    }
}
