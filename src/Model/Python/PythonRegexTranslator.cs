using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Model.Python;

/// <summary>
/// Reads an expression as Python 3.11 does (<c>re/_parser.py</c>) and writes it for .NET. The engines agree in what most constructs
/// mean, but not in what is one: Python has possessive repetition, <c>{,n}</c>, <c>(?P…)</c> and numbers its named groups with the
/// others; .NET takes <c>(?&lt;n&gt;…)</c>, <c>\p{…}</c>, flags anywhere and look-behind of any length, which Python refuses.
/// Not known here: <c>\N{…}</c>, a character by its name.
/// </summary>
internal sealed partial class PythonRegexTranslator
{
    private readonly string _source;
    private readonly List<RegexPiece?> _groups = [RegexPiece.Empty];
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly List<int> _conditions = [];
    private int _at;
    private int _lookBehindGroups = -1;
    private RegexOptions _options = RegexOptions.CultureInvariant;
    private bool _isVerbose;
    private bool _mustRestart;
    private bool _isAscii;
    private bool _isUnicode;

    private PythonRegexTranslator(string source, bool isVerbose)
    {
        _source = source;
        _isVerbose = isVerbose;
    }

    /// <summary>The expression in .NET's spelling, and the options that its flags ask for.</summary>
    /// <exception cref="ArgumentException">The expression is not one of Python's.</exception>
    public static string Translate(string source, out RegexOptions options)
    {
        PythonRegexTranslator translator = new(source, isVerbose: false);
        RegexPiece whole = translator.ReadAll();
        if (translator._mustRestart)
        {
            // A flag x found at the start holds for the whole expression, also for blanks before it.
            translator = new PythonRegexTranslator(source, isVerbose: true);
            whole = translator.ReadAll();
        }

        options = translator._options;
        return whole.Text;
    }

    private static ArgumentException Wrong(string reason) => new($"not a Python expression: {reason}");

    private RegexPiece ReadAll()
    {
        RegexPiece whole = ReadAlternatives(isTop: true);
        if (_mustRestart)
        {
            return whole;
        }

        if (_isAscii && _isUnicode)
        {
            throw new NovaException("ValueError", "ASCII and UNICODE flags are incompatible");
        }

        if (_at < _source.Length)
        {
            throw Wrong("unbalanced parenthesis");
        }

        return _conditions.TrueForAll(group => group < _groups.Count) ? whole : throw Wrong("invalid group reference");
    }

    private char Peek => _at < _source.Length ? _source[_at] : '\0';

    private bool IsAtEnd => _at >= _source.Length;

    private bool Take(char expected)
    {
        if (IsAtEnd || _source[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private char Next() => IsAtEnd ? throw Wrong("unexpected end") : _source[_at++];

    /// <summary>The text up to a character, which is taken too.</summary>
    private string Until(char end)
    {
        int found = _source.IndexOf(end, _at);
        if (found <= _at)
        {
            throw Wrong($"missing {end}, or nothing before it");
        }

        string text = _source[_at..found];
        _at = found + 1;
        return text;
    }

    private RegexPiece ReadAlternatives(bool isTop = false)
    {
        RegexPiece? all = null;
        do
        {
            RegexPiece branch = ReadSequence(isTop && all is null);
            all = all?.Or(branch) ?? branch;
        }
        while (!_mustRestart && Take('|'));
        return all.Value;
    }

    private RegexPiece ReadSequence(bool mayHaveFlags)
    {
        List<RegexPiece> pieces = [];
        while (!IsAtEnd && Peek is not ('|' or ')') && !_mustRestart)
        {
            if (_isVerbose && SkipBlank())
            {
                continue;
            }

            char symbol = Next();
            if (symbol is '*' or '+' or '?' or '{')
            {
                ReadRepeat(symbol, pieces);
                continue;
            }

            if (ReadItem(symbol, mayHaveFlags && pieces.Count == 0) is { } piece)
            {
                pieces.Add(piece);
            }
        }

        return pieces.Aggregate(RegexPiece.Empty, static (sum, piece) => sum.Then(piece));
    }

    private RegexPiece? ReadItem(char symbol, bool mayHaveFlags) => symbol switch
    {
        '.' => RegexPiece.One("."),
        '^' => new RegexPiece("^", 0, 0, IsAnchor: true),
        '$' => new RegexPiece("$", 0, 0, IsAnchor: true),
        '[' => ReadClass(),
        '\\' => ReadEscape(),
        '(' => ReadGroup(mayHaveFlags),
        _ => Literal(symbol),
    };

    private static RegexPiece Literal(int code)
    {
        if (code > char.MaxValue)
        {
            return RegexPiece.One($"(?:{char.ConvertFromUtf32(code)})");
        }

        return RegexPiece.One(code is ']' or '}' ? $@"\{(char)code}" : Regex.Escape(((char)code).ToString()));
    }

    /// <summary>With the flag x blanks and comments are no part of the expression.</summary>
    private bool SkipBlank()
    {
        if (Peek is ' ' or '\t' or '\n' or '\r' or '\v' or '\f')
        {
            _at++;
            return true;
        }

        if (Peek != '#')
        {
            return false;
        }

        while (!IsAtEnd && Next() != '\n')
        {
        }

        return true;
    }

    private void ReadRepeat(char symbol, List<RegexPiece> pieces)
    {
        long least = symbol == '+' ? 1 : 0;
        long most = symbol == '?' ? 1 : RegexPiece.Unbounded;
        if (symbol == '{' && !ReadCounts(out least, out most))
        {
            pieces.Add(Literal('{'));
            return;
        }

        if (pieces.Count == 0 || pieces[^1].IsAnchor || pieces[^1].IsRepeated)
        {
            throw Wrong("nothing to repeat, or repeated already");
        }

        RegexPiece item = pieces[^1];
        string counts = symbol != '{' ? symbol.ToString()
            : most >= RegexPiece.Unbounded ? string.Create(CultureInfo.InvariantCulture, $"{{{least},}}")
            : string.Create(CultureInfo.InvariantCulture, $"{{{least},{most}}}");
        if (Take('?'))
        {
            pieces[^1] = item.Times(least, most, counts + "?");
        }
        else if (Take('+'))
        {
            RegexPiece times = item.Times(least, most, counts);
            pieces[^1] = times with { Text = $"(?>{times.Text})" };
        }
        else
        {
            pieces[^1] = item.Times(least, most, counts);
        }
    }

    /// <summary>Reads <c>2}</c>, <c>2,}</c>, <c>,3}</c>, <c>2,3}</c> or <c>,}</c>; anything else makes the bracket a plain one.</summary>
    private bool ReadCounts(out long least, out long most)
    {
        int start = _at;
        least = 0;
        most = RegexPiece.Unbounded;
        if (Peek == '}')
        {
            return false;
        }

        string low = Digits();
        string high = Take(',') ? Digits() : low;
        if (!Take('}'))
        {
            _at = start;
            return false;
        }

        least = low.Length > 0 ? Count(low) : 0;
        most = high.Length > 0 ? Count(high) : RegexPiece.Unbounded;
        return most >= least ? true : throw Wrong("min repeat greater than max repeat");
    }

    private static long Count(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long count) && count < RegexPiece.Unbounded - 1
            ? count
            : throw new NovaException("OverflowError", "the repetition number is too large");

    private string Digits()
    {
        StringBuilder digits = new();
        while (char.IsAsciiDigit(Peek))
        {
            digits.Append(Next());
        }

        return digits.ToString();
    }
}
