using System.Text;

namespace Simulator.Tests.Tidy;

/// <summary>C# text with the insides of comments and string literals blanked, so that words in them are not taken for code.</summary>
public static class SourceText
{
    /// <summary>The lines of a file, blanked; as many and as long as the lines given.</summary>
    public static string[] CodeLines(string text)
    {
        StringBuilder code = new(text.Length);
        int index = 0;
        while (index < text.Length)
        {
            int end = SkipLiteralOrComment(text, index);
            if (end > index)
            {
                for (; index < end; index++)
                {
                    code.Append(text[index] == '\n' ? '\n' : ' ');
                }
            }
            else
            {
                code.Append(text[index++]);
            }
        }

        return code.ToString().Split('\n');
    }

    private static int SkipLiteralOrComment(string text, int start)
    {
        if (At(text, start, "//"))
        {
            int end = text.IndexOf('\n', start);
            return end < 0 ? text.Length : end;
        }

        if (At(text, start, "/*"))
        {
            int end = text.IndexOf("*/", start + 2, StringComparison.Ordinal);
            return end < 0 ? text.Length : end + 2;
        }

        if (At(text, start, "\"\"\""))
        {
            int quotes = 3;
            while (start + quotes < text.Length && text[start + quotes] == '"')
            {
                quotes++;
            }

            int end = text.IndexOf(new string('"', quotes), start + quotes, StringComparison.Ordinal);
            return end < 0 ? text.Length : end + quotes;
        }

        if (text[start] == '\'')
        {
            return SkipQuoted(text, start, '\'', verbatim: false);
        }

        if (text[start] == '"')
        {
            bool verbatim = start > 0 && (text[start - 1] == '@' || (start > 1 && text[start - 2] == '@' && text[start - 1] == '$'));
            return SkipQuoted(text, start, '"', verbatim);
        }

        return start;
    }

    private static int SkipQuoted(string text, int start, char quote, bool verbatim)
    {
        for (int index = start + 1; index < text.Length; index++)
        {
            if (!verbatim && text[index] == '\\')
            {
                index++;
            }
            else if (text[index] == quote)
            {
                if (verbatim && At(text, index, "\"\""))
                {
                    index++;
                    continue;
                }

                return index + 1;
            }
            else if (text[index] == '\n' && !verbatim)
            {
                return index;
            }
        }

        return text.Length;
    }

    private static bool At(string text, int index, string what) => string.CompareOrdinal(text, index, what, 0, what.Length) == 0;
}
