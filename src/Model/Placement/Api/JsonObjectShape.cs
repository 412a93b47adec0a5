using System.Text.Json;

namespace Model.Placement.Api;

/// <summary>An object with named members, members named by a pattern, or both; any other member is refused unless tolerated.</summary>
internal sealed class JsonObjectShape : JsonShape
{
    private readonly Dictionary<string, JsonShape> _members = new(StringComparer.Ordinal);
    private readonly List<string> _required = [];
    private Func<string, bool>? _pattern;
    private JsonShape? _patternShape;
    private int _least;
    private bool _toleratesOthers;

    public JsonObjectShape Required(string name, JsonShape shape)
    {
        _required.Add(name);
        return Optional(name, shape);
    }

    public JsonObjectShape Optional(string name, JsonShape shape)
    {
        _members.Add(name, shape);
        return this;
    }

    public JsonObjectShape Named(Func<string, bool> pattern, JsonShape shape)
    {
        _pattern = pattern;
        _patternShape = shape;
        return this;
    }

    public JsonObjectShape AtLeast(int members)
    {
        _least = members;
        return this;
    }

    public JsonObjectShape ToleratingOthers()
    {
        _toleratesOthers = true;
        return this;
    }

    public override string? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return $"{value.GetRawText()} is not an object";
        }

        foreach (string name in _required)
        {
            if (!value.TryGetProperty(name, out JsonElement _))
            {
                return $"'{name}' is a required property";
            }
        }

        int count = 0;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            count++;
            JsonShape? shape = _members.GetValueOrDefault(member.Name)
                ?? (_pattern is not null && _pattern(member.Name) ? _patternShape : null);
            string? reason = shape is null
                ? _toleratesOthers ? null : $"'{member.Name}' was unexpected"
                : shape.Check(member.Value);
            if (reason is not null)
            {
                return reason;
            }
        }

        return count < _least ? $"there must be at least {_least} members" : null;
    }
}
