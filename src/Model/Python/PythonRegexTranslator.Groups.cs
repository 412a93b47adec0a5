using System.Globalization;
using System.Text.RegularExpressions;

namespace Model.Python;

/// <content>Parentheses.</content>
internal sealed partial class PythonRegexTranslator
{
    private RegexPiece? ReadGroup(bool mayHaveFlags)
    {
        if (!Take('?'))
        {
            return ReadCapture(null);
        }

        char kind = Next();
        switch (kind)
        {
            case 'P':
                return ReadNamed();
            case ':':
                return Inside("(?:");
            case '#':
                return SkipComment();
            case '=' or '!':
                return Inside($"(?{kind}") with { Least = 0, Most = 0 };
            case '<':
                return ReadLookBehind();
            case '(':
                return ReadCondition();
            case '>':
                return Inside("(?>");
            default:
                _at--;
                return ReadFlags(mayHaveFlags);
        }
    }

    private RegexPiece? SkipComment()
    {
        int end = _source.IndexOf(')', _at);
        _at = end >= 0 ? end + 1 : throw Wrong("missing ), unterminated comment");
        return null;
    }

    /// <summary>What stands before the closing parenthesis, which is taken too.</summary>
    private RegexPiece Inside(string opening)
    {
        bool isVerbose = _isVerbose;
        RegexPiece inside = ReadAlternatives();
        _isVerbose = isVerbose;
        return Take(')') ? inside with { Text = $"{opening}{inside.Text})", IsAnchor = false, IsRepeated = false } : throw Wrong("missing )");
    }

    private RegexPiece ReadCapture(string? name)
    {
        int number = _groups.Count;
        _groups.Add(null);
        if (name is not null && !_names.TryAdd(name, number))
        {
            throw Wrong("redefinition of a group's name");
        }

        RegexPiece piece = Inside(string.Create(CultureInfo.InvariantCulture, $"(?<{number}>"));
        _groups[number] = piece;
        return piece;
    }

    private RegexPiece ReadNamed()
    {
        if (Take('<'))
        {
            return ReadCapture(Identifier(Until('>')));
        }

        if (!Take('='))
        {
            throw Wrong("unknown extension ?P");
        }

        string name = Identifier(Until(')'));
        return _names.TryGetValue(name, out int number) ? Reference(number) : throw Wrong("unknown group name");
    }

    private static string Identifier(string name)
    {
        for (int index = 0; index < name.Length; index++)
        {
            if (name[index] != '_' && !char.IsLetter(name[index]) && (index == 0 || !char.IsDigit(name[index])))
            {
                throw Wrong("bad character in group name");
            }
        }

        return name;
    }

    private RegexPiece Reference(int number)
    {
        if (number >= _groups.Count || _groups[number] is not { } group)
        {
            throw Wrong("no such group, or it is still open");
        }

        CheckLookBehind(number);
        return new RegexPiece(string.Create(CultureInfo.InvariantCulture, $@"\k<{number}>"), group.Least, group.Most);
    }

    private void CheckLookBehind(int number)
    {
        if (_lookBehindGroups >= 0 && (number >= _lookBehindGroups || _groups[number] is null))
        {
            throw Wrong("cannot refer to a group that is open or part of the same look-behind");
        }
    }

    /// <summary>Python takes only a look behind of one length.</summary>
    private RegexPiece ReadLookBehind()
    {
        char kind = Next();
        if (kind is not ('=' or '!'))
        {
            throw Wrong("unknown extension ?<");
        }

        int before = _lookBehindGroups;
        _lookBehindGroups = before >= 0 ? before : _groups.Count;
        RegexPiece piece = Inside($"(?<{kind}");
        _lookBehindGroups = before;
        return piece.Least == piece.Most ? piece with { Least = 0, Most = 0 } : throw Wrong("look-behind requires fixed-width pattern");
    }

    /// <summary><c>(?(group)yes|no)</c>.</summary>
    private RegexPiece ReadCondition()
    {
        string name = Until(')');
        if (!_names.TryGetValue(name, out int number))
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number == 0)
            {
                throw Wrong("bad group number");
            }

            _conditions.Add(number);
        }

        CheckLookBehind(number);
        RegexPiece yes = ReadSequence(mayHaveFlags: false);
        RegexPiece no = Take('|') ? ReadSequence(mayHaveFlags: false) : RegexPiece.Empty;
        if (!Take(')'))
        {
            throw Wrong("more than two branches, or missing )");
        }

        RegexPiece either = yes.Or(no);
        return either with { Text = string.Create(CultureInfo.InvariantCulture, $"(?({number}){either.Text})") };
    }

    /// <summary><c>(?i)</c> at the start of the expression, or <c>(?i-s:…)</c>.</summary>
    private RegexPiece? ReadFlags(bool mayBeGlobal)
    {
        string on = Letters("iLmsxau");
        if (on.Contains('L', StringComparison.Ordinal)
            || (on.Contains('a', StringComparison.Ordinal) && on.Contains('u', StringComparison.Ordinal)))
        {
            throw Wrong("flags that do not go together");
        }

        if (on.Length > 0 && Take(')'))
        {
            return mayBeGlobal ? SetFlags(on) : throw Wrong("global flags not at the start of the expression");
        }

        string off = string.Empty;
        if (Take('-'))
        {
            off = Letters("imsx");
            if (off.Length == 0)
            {
                throw Wrong("missing flag");
            }
        }

        if (!Take(':') || (on.Length + off.Length == 0) || on.Intersect(off).Any())
        {
            throw Wrong("unknown extension or flag");
        }

        bool isVerbose = _isVerbose;
        _isVerbose = (isVerbose || on.Contains('x', StringComparison.Ordinal)) && !off.Contains('x', StringComparison.Ordinal);
        string kept = new([.. on.Where(IsShared)]);
        string dropped = new([.. off.Where(IsShared)]);
        RegexPiece piece = Inside(dropped.Length > 0 ? $"(?{kept}-{dropped}:" : $"(?{kept}:");
        _isVerbose = isVerbose;
        return piece;
    }

    private RegexPiece? SetFlags(string flags)
    {
        foreach (char flag in flags)
        {
            _options |= flag switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                _ => RegexOptions.None,
            };
            _mustRestart |= flag == 'x' && !_isVerbose;
            _isAscii |= flag == 'a';
            _isUnicode |= flag == 'u';
        }

        return null;
    }

    private static bool IsShared(char flag) => flag is 'i' or 'm' or 's';

    private string Letters(string allowed)
    {
        int start = _at;
        while (!IsAtEnd && allowed.Contains(Peek, StringComparison.Ordinal))
        {
            _at++;
        }

        return _source[start.._at];
    }
}
