using System.Globalization;
using System.Numerics;
using System.Text;

namespace Model.Scheduling;

/// <summary>
/// Reads JSON text into loose values, as Python's <c>json.loads</c> does: whole numbers of any size, numbers that are not
/// finite, lone surrogates and deep nesting are all read.
/// </summary>
public static class LooseJson
{
    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly (string Word, object? Meaning)[] Words =
    [
        ("null", null), ("true", true), ("false", false), ("NaN", double.NaN), ("Infinity", double.PositiveInfinity),
        ("-Infinity", double.NegativeInfinity),
    ];

    /// <summary>Reads a text; false when it is not JSON.</summary>
    /// <exception cref="NovaException">RecursionError: nested deeper than Python's stack allows.</exception>
    public static bool TryParse(string text, out object? value)
    {
        Reader reader = new(text);
        return reader.TryReadAll(out value);
    }

    /// <summary>A position in a text; every method leaves it behind what it has read.</summary>
    private ref struct Reader(string text)
    {
        private const int DepthMax = 990;

        private int _position;

        public bool TryReadAll(out object? value)
        {
            SkipSpace();
            if (!TryReadValue(0, out value))
            {
                return false;
            }

            SkipSpace();
            return _position == text.Length;
        }

        private bool TryReadValue(int depth, out object? value)
        {
            value = null;
            if (depth > DepthMax)
            {
                throw new NovaException("RecursionError", "maximum recursion depth exceeded while decoding a JSON document");
            }

            switch (_position < text.Length ? text[_position] : '\0')
            {
                case '{':
                    return TryReadMap(depth, out value);
                case '[':
                    return TryReadList(depth, out value);
                case '"':
                    bool isText = TryReadText(out string read);
                    value = read;
                    return isText;
                default:
                    return TryReadWord(out value) || TryReadNumber(out value);
            }
        }

        private bool TryReadMap(int depth, out object? value)
        {
            LooseMap map = new();
            value = map;
            _position++;
            SkipSpace();
            if (TrySkip('}'))
            {
                return true;
            }

            while (TryReadText(out string name))
            {
                SkipSpace();
                if (!TrySkip(':'))
                {
                    return false;
                }

                SkipSpace();
                if (!TryReadValue(depth + 1, out object? member))
                {
                    return false;
                }

                map.Set(name, member);
                SkipSpace();
                if (!TrySkip(','))
                {
                    return TrySkip('}');
                }

                SkipSpace();
            }

            return false;
        }

        private bool TryReadList(int depth, out object? value)
        {
            List<object?> items = [];
            value = items;
            _position++;
            SkipSpace();
            if (TrySkip(']'))
            {
                return true;
            }

            while (TryReadValue(depth + 1, out object? item))
            {
                items.Add(item);
                SkipSpace();
                if (!TrySkip(','))
                {
                    return TrySkip(']');
                }

                SkipSpace();
            }

            return false;
        }

        private bool TryReadText(out string read)
        {
            read = "";
            if (!TrySkip('"'))
            {
                return false;
            }

            StringBuilder letters = new();
            while (_position < text.Length && text[_position] >= ' ')
            {
                char letter = text[_position++];
                if (letter == '"')
                {
                    read = letters.ToString();
                    return true;
                }

                if (letter == '\\' && !TryReadEscape(out letter))
                {
                    return false;
                }

                letters.Append(letter);
            }

            return false;
        }

        private bool TryReadEscape(out char letter)
        {
            letter = _position < text.Length ? text[_position++] : '\0';
            switch (letter)
            {
                case '"' or '\\' or '/':
                    return true;
                case 'b' or 'f' or 'n' or 'r' or 't':
                    letter = letter switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', _ => '\t' };
                    return true;
                case 'u' when _position + 4 <= text.Length && text.AsSpan(_position, 4).IndexOfAnyExcept(HexDigits) < 0:
                    letter = (char)int.Parse(text.AsSpan(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                    _position += 4;
                    return true;
                default:
                    return false;
            }
        }

        private bool TryReadWord(out object? value)
        {
            foreach ((string word, object? meaning) in Words)
            {
                if (text.AsSpan(_position).StartsWith(word, StringComparison.Ordinal))
                {
                    _position += word.Length;
                    value = meaning;
                    return true;
                }
            }

            value = null;
            return false;
        }

        /// <summary>A number is whole only if it is written without point and exponent.</summary>
        private bool TryReadNumber(out object? value)
        {
            value = null;
            int start = _position;
            TrySkip('-');
            int digits = SkipDigits();
            if (digits == 0)
            {
                return false;
            }

            if (text[_position - digits] == '0')
            {
                // A number does not go on after a leading zero.
                _position -= digits - 1;
            }

            int whole = _position;
            SkipFraction();
            SkipExponent();
            ReadOnlySpan<char> number = text.AsSpan(start, _position - start);
            value = _position > whole ? double.Parse(number, CultureInfo.InvariantCulture)
                : long.TryParse(number, CultureInfo.InvariantCulture, out long small) ? small
                : (object)BigInteger.Parse(number, CultureInfo.InvariantCulture);
            return true;
        }

        private void SkipFraction()
        {
            int before = _position;
            if (!TrySkip('.') || SkipDigits() == 0)
            {
                _position = before;
            }
        }

        private void SkipExponent()
        {
            int before = _position;
            if (!TrySkip('e') && !TrySkip('E'))
            {
                return;
            }

            if (!TrySkip('-'))
            {
                TrySkip('+');
            }

            if (SkipDigits() == 0)
            {
                _position = before;
            }
        }

        private int SkipDigits()
        {
            int before = _position;
            while (_position < text.Length && char.IsAsciiDigit(text[_position]))
            {
                _position++;
            }

            return _position - before;
        }

        private bool TrySkip(char letter)
        {
            bool isThere = _position < text.Length && text[_position] == letter;
            _position += isThere ? 1 : 0;
            return isThere;
        }

        private void SkipSpace()
        {
            while (_position < text.Length && text[_position] is ' ' or '\t' or '\n' or '\r')
            {
                _position++;
            }
        }
    }
}
