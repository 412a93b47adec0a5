using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Model.Python;

/// <content>Escapes and classes of characters.</content>
internal sealed partial class PythonRegexTranslator
{
    private const string Categories = "dDsSwW";

    private RegexPiece ReadEscape()
    {
        char symbol = Next();
        switch (symbol)
        {
            case 'A' or 'b' or 'B':
                return new RegexPiece($@"\{symbol}", 0, 0, IsAnchor: true);
            case 'Z':
                return new RegexPiece(@"\z", 0, 0, IsAnchor: true);
            case '0':
                _at--;
                return Literal(Octal(3));
            case >= '1' and <= '9':
                return ReadNumber(symbol);
        }

        return Categories.Contains(symbol, StringComparison.Ordinal) ? RegexPiece.One($@"\{symbol}") : Literal(Code(symbol));
    }

    /// <summary>Three octal digits are a character, anything else the number of a group.</summary>
    private RegexPiece ReadNumber(char first)
    {
        string digits = first.ToString();
        if (char.IsAsciiDigit(Peek))
        {
            digits += Next();
            if (IsOctal(digits[0]) && IsOctal(digits[1]) && IsOctal(Peek))
            {
                _at -= 2;
                return Literal(Octal(3));
            }
        }

        return Reference(int.Parse(digits, CultureInfo.InvariantCulture));
    }

    private static bool IsOctal(char symbol) => symbol is >= '0' and <= '7';

    private int Octal(int most)
    {
        int value = 0;
        for (int count = 0; count < most && IsOctal(Peek); count++)
        {
            value = (value * 8) + (Next() - '0');
        }

        return value <= 0xFF ? value : throw Wrong("octal escape outside of range 0-0o377");
    }

    /// <summary>The character that an escape stands for, inside a class or out of it.</summary>
    private int Code(char symbol) => symbol switch
    {
        'a' => '\a',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        'x' => Hex(2),
        'u' => Hex(4),
        'U' => Hex(8),
        _ when char.IsAsciiLetter(symbol) => throw Wrong($"bad escape {symbol}"),
        _ => symbol,
    };

    private int Hex(int digits)
    {
        if (_at + digits > _source.Length
            || !int.TryParse(_source.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
            || code is < 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
        {
            throw Wrong("incomplete or bad escape");
        }

        _at += digits;
        return code;
    }

    private RegexPiece ReadClass()
    {
        StringBuilder text = new("[");
        if (Take('^'))
        {
            text.Append('^');
        }

        for (bool isFirst = true; isFirst || Peek != ']'; isFirst = false)
        {
            string low = ReadMember(out int from);
            if (Peek != '-')
            {
                text.Append(low);
                continue;
            }

            _at++;
            if (Peek == ']' && !IsAtEnd)
            {
                text.Append(low).Append(@"\-");
                break;
            }

            string high = ReadMember(out int to);
            if (from < 0 || to < from)
            {
                throw Wrong("bad character range");
            }

            text.Append(low).Append('-').Append(high);
        }

        _at++;
        return RegexPiece.One(text.Append(']').ToString());
    }

    /// <summary>One member of a class in .NET's spelling; its code, or -1 for a category.</summary>
    private string ReadMember(out int code)
    {
        char symbol = Next();
        if (symbol != '\\')
        {
            code = symbol;
            return Member(symbol);
        }

        symbol = Next();
        if (Categories.Contains(symbol, StringComparison.Ordinal))
        {
            code = -1;
            return $@"\{symbol}";
        }

        if (IsOctal(symbol))
        {
            _at--;
            code = Octal(3);
        }
        else
        {
            code = symbol == 'b' ? '\b' : symbol is '8' or '9' ? throw Wrong("bad escape") : Code(symbol);
        }

        return Member(code);
    }

    /// <summary>By its code, as .NET takes an escaped dash for no end of a range.</summary>
    private static string Member(int code) => code > char.MaxValue ? char.ConvertFromUtf32(code)
        : char.IsAsciiLetterOrDigit((char)code) ? ((char)code).ToString()
        : string.Create(CultureInfo.InvariantCulture, $@"\u{code:X4}");
}
