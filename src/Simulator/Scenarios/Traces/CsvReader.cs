using System.Text;

namespace Simulator.Scenarios.Traces;

/// <summary>
/// Reads comma-separated values strictly (RFC 4180): fields may be quoted, a doubled quote stands for one, quoted fields may hold
/// commas and line breaks. Anything else with a quote is an error. Blank lines are skipped.
/// </summary>
/// <remarks>
/// A library's reader binds rows to types; traces have whatever columns they have, and errors must tell the column of the file.
/// </remarks>
public sealed class CsvReader(System.IO.TextReader reader)
{
    /// <summary>Most characters of one row.</summary>
    public const int RowLengthMax = 1 << 20;

    private readonly StringBuilder field = new();
    private int line = 1;
    private int column;
    private int length;

    /// <summary>Reads the next row.</summary>
    /// <returns>Null at the end.</returns>
    /// <exception cref="CsvFormatException">The text is not of this form.</exception>
    public CsvRow? Read()
    {
        SkipBlankLines();
        if (reader.Peek() < 0)
        {
            return null;
        }

        int first = line;
        column = 1;
        length = 0;
        List<string> fields = [];
        List<int> columns = [];
        do
        {
            columns.Add(column);
            fields.Add(reader.Peek() == '"' ? ReadQuoted() : ReadPlain());
        }
        while (TakeComma());
        TakeLineEnd();
        return new CsvRow(first, fields, columns);
    }

    private void SkipBlankLines()
    {
        while (reader.Peek() is '\n' or '\r')
        {
            TakeLineEnd();
        }
    }

    private string ReadPlain()
    {
        field.Clear();
        while (reader.Peek() is >= 0 and not ',' and not '\n' and not '\r')
        {
            char letter = Take();
            if (letter == '"')
            {
                throw new CsvFormatException(line, column - 1, "a quote inside a field that does not start with one");
            }

            field.Append(letter);
        }

        return field.ToString();
    }

    private string ReadQuoted()
    {
        (int startLine, int startColumn) = (line, column);
        field.Clear();
        Take();
        while (true)
        {
            if (reader.Peek() < 0)
            {
                throw new CsvFormatException(startLine, startColumn, "the quote is never closed");
            }

            char letter = Take();
            if (letter == '"')
            {
                if (reader.Peek() != '"')
                {
                    break;
                }

                Take();
            }

            field.Append(letter);
        }

        if (reader.Peek() is >= 0 and not ',' and not '\n' and not '\r')
        {
            throw new CsvFormatException(line, column, "text after the closing quote of a field");
        }

        return field.ToString();
    }

    private bool TakeComma()
    {
        bool isComma = reader.Peek() == ',';
        if (isComma)
        {
            Take();
        }

        return isComma;
    }

    private void TakeLineEnd()
    {
        if (reader.Peek() == '\r')
        {
            reader.Read();
        }

        if (reader.Peek() == '\n')
        {
            reader.Read();
        }

        line++;
        column = 1;
    }

    private char Take()
    {
        char letter = (char)reader.Read();
        length++;
        if (length > RowLengthMax)
        {
            throw new CsvFormatException(line, column, $"a row of more than the limit of {RowLengthMax} characters");
        }

        column++;
        if (letter == '\n')
        {
            line++;
            column = 1;
        }

        return letter;
    }
}
