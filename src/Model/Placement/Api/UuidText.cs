namespace Model.Placement.Api;

/// <summary>UUIDs as the service accepts them: with or without dashes, braces and URN prefixes.</summary>
internal static class UuidText
{
    public static bool IsLike(string text) => Digits(text) is not null;

    /// <summary>Whether the text is like a UUID and has a dash where its parts end, as query strings must (jsonschema's own format).</summary>
    public static bool IsDashed(string text) =>
        IsLike(text) && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';

    /// <summary>Lower case with dashes; the text must be like a UUID.</summary>
    public static string Normalize(string text)
    {
        string digits = Digits(text) ?? throw new ArgumentException($"'{text}' is not a UUID", nameof(text));
        return $"{digits[..8]}-{digits[8..12]}-{digits[12..16]}-{digits[16..20]}-{digits[20..]}";
    }

    /// <summary>Whether the text is 36 characters long, each a hexadecimal digit or a dash (schemas/common.py).</summary>
    public static bool IsPattern(string text)
    {
        foreach (char letter in text)
        {
            if (!char.IsAsciiHexDigit(letter) && letter != '-')
            {
                return false;
            }
        }

        return text.Length == 36;
    }

    private static string? Digits(string text)
    {
        string bare = text.Replace("urn:", string.Empty, StringComparison.Ordinal)
            .Replace("uuid:", string.Empty, StringComparison.Ordinal)
            .Trim('{', '}')
            .Replace("-", string.Empty, StringComparison.Ordinal)
            .ToLowerInvariant();
        return bare.Length == 32 && bare.All(char.IsAsciiHexDigit) ? bare : null;
    }
}
