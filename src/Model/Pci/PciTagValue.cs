using System.Globalization;
using System.Text.Json;

namespace Model.Pci;

/// <summary>
/// The value of a tag in a device specification or of a property of a pool. Equal values are those that Python finds
/// equal, so <c>true</c> equals 1 but not <c>"true"</c>. The default value is null.
/// </summary>
public readonly struct PciTagValue : IEquatable<PciTagValue>
{
    private PciTagValue(PciTagKind kind, string? text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>What the value is.</summary>
    public PciTagKind Kind { get; }

    /// <summary>
    /// The value as Nova would turn it into text (<c>True</c> for a boolean, JSON text for a structure); null for null.
    /// </summary>
    public string? Text { get; }

    /// <summary>The value if it is text, else null.</summary>
    public string? AsText => Kind == PciTagKind.Text ? Text : null;

    /// <summary>The value if it is a whole number that fits an int, else null.</summary>
    public int? AsInteger => Kind == PciTagKind.Number
        && int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
        ? number
        : null;

    /// <summary>Whether Python takes the value for true in a condition: not null, empty, zero or false.</summary>
    public bool IsTruthy => Kind switch
    {
        PciTagKind.Null => false,
        PciTagKind.Text => Text!.Length > 0,
        PciTagKind.Structure => Text is not "[]" and not "{}",
        _ => Number() != 0,
    };

    /// <summary>Wraps text; null becomes the null value.</summary>
    public static PciTagValue FromText(string? text) => new(text is null ? PciTagKind.Null : PciTagKind.Text, text);

    /// <summary>Wraps a whole number; null becomes the null value.</summary>
    public static PciTagValue FromInteger(int? number) => number is { } value
        ? new(PciTagKind.Number, value.ToString(CultureInfo.InvariantCulture))
        : default;

    /// <summary>Reads a JSON value.</summary>
    public static PciTagValue FromJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => new(PciTagKind.Text, element.GetString()),
        JsonValueKind.Number => new(PciTagKind.Number, element.GetRawText()),
        JsonValueKind.True => new(PciTagKind.Boolean, "True"),
        JsonValueKind.False => new(PciTagKind.Boolean, "False"),
        JsonValueKind.Array or JsonValueKind.Object => new(PciTagKind.Structure, JsonSerializer.Serialize(element)),
        _ => default,
    };

    /// <inheritdoc/>
    public bool Equals(PciTagValue other)
    {
        if (Kind == other.Kind && Text == other.Text)
        {
            return true;
        }

        return IsNumeric(Kind) && IsNumeric(other.Kind) && Number().Equals(other.Number());
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PciTagValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsNumeric(Kind) ? Number().GetHashCode() : HashCode.Combine(Kind, Text);

    /// <summary>The text, or <c>null</c>.</summary>
    public override string ToString() => Text ?? "null";

    /// <summary>Whether both are equal.</summary>
    public static bool operator ==(PciTagValue left, PciTagValue right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(PciTagValue left, PciTagValue right) => !left.Equals(right);

    private static bool IsNumeric(PciTagKind kind) => kind is PciTagKind.Number or PciTagKind.Boolean;

    private double Number() => Kind == PciTagKind.Boolean
        ? Text == "True" ? 1 : 0
        : double.Parse(Text!, NumberStyles.Float, CultureInfo.InvariantCulture);
}
