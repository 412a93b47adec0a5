using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Model.Diagnostics;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Traces;

/// <summary>A trace file: CSV with a header, plain or compressed with gzip (told by its first bytes, not its name).</summary>
internal sealed class TraceTable(string path, SourcePosition origin, InputFiles files, DiagnosticBag diagnostics)
{
    /// <summary>Most errors that are told of one trace.</summary>
    public const int ErrorsMax = 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private int errors;

    /// <summary>Column names in the order of the file; empty before <see cref="ReadRows"/>.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>The place of a field.</summary>
    public SourcePosition At(CsvRow row, int column) => new(path, row.Line, row.Columns[column]);

    /// <summary>Reports an error in a row. After <see cref="ErrorsMax"/> of them, only their end is told.</summary>
    public void Error(string code, SourcePosition position, string message)
    {
        errors++;
        if (errors <= ErrorsMax)
        {
            diagnostics.Error(code, position, message);
        }
        else if (errors == ErrorsMax + 1)
        {
            diagnostics.Error(code, position, $"more than {ErrorsMax} errors in this trace; the others are not shown");
        }
    }

    /// <summary>Reads the file and hands over each row after the header; a file that cannot be read is reported.</summary>
    /// <param name="start">Called with the header read; false stops.</param>
    /// <param name="take">Called for each row with as many fields as the header; false stops.</param>
    public void ReadRows(Func<bool> start, Func<CsvRow, bool> take)
    {
        using Stream? file = files.Open(path, origin);
        if (file is null)
        {
            return;
        }

        try
        {
            files.AddToDigest(file);
            file.Position = 0;
            using CountingReader counted = new(Unpack(file));
            using StreamReader reader = new(counted, StrictUtf8);
            ReadRows(new CsvReader(reader), start, take);
            CheckComplete(file, counted);
        }
        catch (CsvFormatException problem)
        {
            // A cut-off file mostly ends within a row, so this comes first; both are told.
            Error(ScenarioCodes.TraceRow, new SourcePosition(path, problem.Line, problem.Column), problem.Message);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Error(ScenarioCodes.UnreadableFile, origin, $"'{path}' is not a UTF-8 text");
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException)
        {
            diagnostics.Error(ScenarioCodes.UnreadableFile, origin, $"'{path}' is damaged or cut off: {problem.Message}");
        }
    }

    private void ReadRows(CsvReader reader, Func<bool> start, Func<CsvRow, bool> take)
    {
        CsvRow? header = reader.Read();
        if (header is null)
        {
            diagnostics.Error(
                ScenarioCodes.UnreadableFile, SourcePosition.WholeFile(path), "the trace is empty; its first line must name the columns");
            return;
        }

        Header = [.. header.Fields.Select(name => name.Trim())];
        if (Header.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            diagnostics.Error(ScenarioCodes.TraceColumn, new SourcePosition(path, 1, 1), $"the header names column '{twice.Key}' twice");
            return;
        }

        if (!start())
        {
            return;
        }

        while (reader.Read() is { } row)
        {
            if (row.Fields.Count != Header.Count)
            {
                Error(ScenarioCodes.TraceRow, At(row, 0), $"the row has {row.Fields.Count} fields; the header names {Header.Count}");
            }
            else if (!take(row))
            {
                return;
            }
        }
    }

    // The runtime's decompressor takes the end of the file for the end of the data. A complete file's last four bytes tell the
    // size of its last part, which cannot be more than all that came out; those of a file that was cut off are arbitrary.
    private static void CheckComplete(Stream file, CountingReader counted)
    {
        if (counted.IsCompressed && counted.IsAtEnd && counted.Count < uint.MaxValue)
        {
            Span<byte> size = stackalloc byte[4];
            file.Seek(-4, SeekOrigin.End);
            file.ReadExactly(size);
            if (BinaryPrimitives.ReadUInt32LittleEndian(size) > counted.Count)
            {
                throw new InvalidDataException("the compressed data ends too early");
            }
        }
    }

    private static Stream Unpack(Stream file)
    {
        Span<byte> head = stackalloc byte[2];
        int count = file.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        file.Position = 0;
        return count == 2 && head[0] == 0x1f && head[1] == 0x8b ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
