using System.Text.Json;

namespace Model.Placement.Api;

/// <summary>What a JSON value must look like; the checks of the service's request schemas, combined from small parts.</summary>
internal abstract class JsonShape
{
    /// <summary>A UUID in any form the service accepts.</summary>
    public static JsonShape Uuid { get; } = Text(isAllowed: UuidText.IsLike);

    public static JsonShape Integer(long least = long.MinValue, long most = long.MaxValue) => new Leaf(
        "an integer in range",
        value => JsonNumber.TryInteger(value, out long number) && number >= least && number <= most);

    public static JsonShape Number(double most) => new Leaf(
        "a number in range",
        value => value.ValueKind == JsonValueKind.Number && value.GetDouble() <= most);

    public static JsonShape Text(int least = 0, int most = int.MaxValue, Func<string, bool>? isAllowed = null) => new Leaf(
        "a well-formed text",
        value => value.ValueKind == JsonValueKind.String
            && value.GetString() is { } text
            && text.EnumerateRunes().Count() is int length
            && length >= least
            && length <= most
            && (isAllowed is null || isAllowed(text)));

    public static JsonShape OrNull(JsonShape shape) => new Nullable(shape);

    public static JsonShape List(JsonShape item, int least = 0, bool unique = false) => new Sequence(item, least, unique);

    /// <summary>Why the value does not fit, or null.</summary>
    public abstract string? Check(JsonElement value);

    private sealed class Leaf(string description, Func<JsonElement, bool> fits) : JsonShape
    {
        public override string? Check(JsonElement value) => fits(value) ? null : $"{value.GetRawText()} is not {description}";
    }

    private sealed class Nullable(JsonShape shape) : JsonShape
    {
        public override string? Check(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : shape.Check(value);
    }

    private sealed class Sequence(JsonShape item, int least, bool unique) : JsonShape
    {
        public override string? Check(JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < least)
            {
                return $"{value.GetRawText()} is not a list of at least {least} items";
            }

            HashSet<string> seen = [];
            foreach (JsonElement element in value.EnumerateArray())
            {
                if (item.Check(element) is { } reason)
                {
                    return reason;
                }

                if (unique && !seen.Add(element.GetRawText()))
                {
                    return $"{element.GetRawText()} is there twice";
                }
            }

            return null;
        }
    }
}
