using System.Text;

namespace Model.Placement.Api;

/// <summary>The parameters of a query, in the order given; a parameter may occur several times.</summary>
internal sealed class QueryString
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<KeyValuePair<string, string>> _items = [];

    public QueryString(string text)
    {
        // A semicolon parts them too, as it does for the library that the service reads queries with (WebOb).
        foreach (string part in text.Split(['&', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? part : part[..equals];
            string value = equals < 0 ? string.Empty : part[(equals + 1)..];
            _items.Add(new KeyValuePair<string, string>(Decode(key), Decode(value)));
        }
    }

    public IReadOnlyList<KeyValuePair<string, string>> Items => _items;

    public bool Has(string key) => _items.Exists(item => string.Equals(item.Key, key, StringComparison.Ordinal));

    /// <summary>The last value of the parameter, or null.</summary>
    public string? Last(string key) => All(key) is { Count: > 0 } values ? values[^1] : null;

    /// <summary>All values of the parameter, in order.</summary>
    public IReadOnlyList<string> All(string key) =>
        [.. _items.Where(item => string.Equals(item.Key, key, StringComparison.Ordinal)).Select(item => item.Value)];

    /// <summary>Refuses parameters whose name is not allowed.</summary>
    public void Allow(Func<string, bool> isAllowed)
    {
        foreach (KeyValuePair<string, string> item in _items)
        {
            if (!isAllowed(item.Key))
            {
                throw PlacementFault.BadRequest($"Invalid query string parameters: '{item.Key}' is not expected");
            }
        }
    }

    private static string Decode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.Replace('+', ' '));
        int length = 0;
        for (int index = 0; index < bytes.Length; index++)
        {
            bool isEscape = bytes[index] == '%' && index + 2 < bytes.Length
                && char.IsAsciiHexDigit((char)bytes[index + 1]) && char.IsAsciiHexDigit((char)bytes[index + 2]);
            bytes[length++] = isEscape ? Convert.ToByte($"{(char)bytes[index + 1]}{(char)bytes[index + 2]}", 16) : bytes[index];
            index += isEscape ? 2 : 0;
        }

        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw PlacementFault.BadRequest($"Invalid query string parameters: '{text}' is not UTF-8");
        }
    }
}
