using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Simulator.Reports;

namespace Simulator.Metrics;

/// <summary>
/// Writes the result folder. Every file is written under a temporary name and then renamed, so a reader never sees a
/// half-written one.
/// </summary>
public sealed class ResultFolder
{
    /// <summary>How result files are written: indented, names in snake case, line feeds.</summary>
    internal static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly CsvWriterOptions Csv = CsvWriterOptions.Default with
    {
        NewLine = "\n",
        TrueValue = "true",
        FalseValue = "false",
    };

    private readonly string _path;

    private ResultFolder(string path) => _path = path;

    /// <summary>Whether every table is also written as Parquet, beside its CSV file.</summary>
    public bool WritesParquet { get; init; }

    /// <summary>Makes the folder if needed and proves that files can be written to it.</summary>
    /// <exception cref="IOException">The folder cannot be made or written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be made or written to.</exception>
    public static ResultFolder Open(string path, bool writesParquet = false)
    {
        Directory.CreateDirectory(path);
        string probe = Path.Combine(path, ".write-test");
        File.WriteAllText(probe, "");
        File.Delete(probe);
        return new ResultFolder(path) { WritesParquet = writesParquet };
    }

    /// <summary>Full path of a file in the folder; makes its sub-folder.</summary>
    public string PathOf(string name)
    {
        string full = Path.Combine(_path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }

    /// <summary>Writes the tables and totals of a run.</summary>
    public void Write(RunResult result)
    {
        WriteText("summary.json", JsonSerializer.Serialize(result.Summary, Json) + "\n");
        WriteCsv("timeseries.csv", SeriesRows(result));
        WriteCsv("instances.csv", result.Servers.Select(InstanceRow.From));
        WriteCsv("failures.csv", result.Failures.Select(FailureRow.From));
        WriteCsv("operations.csv", result.Operations);
        WriteCsv("migrations.csv", result.Migrations);
        WriteCsv("hosts.csv", result.Hosts);
        WriteCsv("devices.csv", result.Devices);
        WriteCsv("ports.csv", result.Ports);
        WriteCsv("numa.csv", result.NumaNodes);
        WriteCsv("usage.csv", result.Usage);
        WriteCsv("headroom.csv", result.Headroom);
        WriteCsv("campaigns.csv", result.Campaigns);
        WriteCsv("leaks.csv", result.Leaks);
        WriteIfAny("device-faults.csv", result.DeviceFaults);
        WriteIfAny("outages.csv", result.Outages);
        if (result.Decisions is not null)
        {
            WriteText("decisions.jsonl", string.Concat(result.Decisions.Select(line => line + "\n")));
        }
        else
        {
            File.Delete(Path.Combine(_path, "decisions.jsonl"));
        }
    }

    /// <summary>Writes plots as SVG and PNG, and removes those that an earlier run left in the folder.</summary>
    public void Write(IReadOnlyList<Figure> figures)
    {
        string plots = Path.Combine(_path, "plots");
        if (Directory.Exists(plots))
        {
            foreach (string old in Directory.EnumerateFiles(plots))
            {
                if (Path.GetExtension(old) is ".svg" or ".png" && !figures.Any(figure => figure.Name == Path.GetFileNameWithoutExtension(old)))
                {
                    File.Delete(old);
                }
            }
        }

        foreach (Figure figure in figures)
        {
            WriteText($"plots/{figure.Name}.svg", figure.Svg);
            WriteBytes($"plots/{figure.Name}.png", figure.Png);
        }
    }

    /// <summary>Writes an object as indented JSON with names in snake case.</summary>
    public void WriteJson<T>(string name, T value) => WriteText(name, JsonSerializer.Serialize(value, Json) + "\n");

    /// <summary>Writes UTF-8 text without a byte order mark.</summary>
    public void WriteText(string name, string text) => WriteBytes(name, new UTF8Encoding(false).GetBytes(text));

    /// <summary>Writes bytes.</summary>
    public void WriteBytes(string name, byte[] bytes)
    {
        string target = PathOf(name);
        string temporary = target + ".partial";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, target, overwrite: true);
    }

    /// <summary>Writes a table that only some runs have, or removes what an earlier run left.</summary>
    private void WriteIfAny<T>(string name, IReadOnlyList<T>? rows)
    {
        if (rows is not null)
        {
            WriteCsv(name, rows);
            return;
        }

        File.Delete(Path.Combine(_path, name));
        File.Delete(Path.Combine(_path, Path.ChangeExtension(name, ".parquet")));
    }

    /// <summary>Writes a table with a header, and as Parquet where that is wanted; else removes what an earlier run left.</summary>
    internal void WriteCsv<T>(string name, IEnumerable<T> rows)
    {
        string parquet = Path.ChangeExtension(name, ".parquet");
        if (WritesParquet)
        {
            rows = [.. rows];
            WriteBytes(parquet, ParquetTable.Encode(rows));
        }
        else
        {
            File.Delete(PathOf(parquet));
        }

        string target = PathOf(name);
        string temporary = target + ".partial";
        using (CsvWriter writer = CsvWriter.ToFile(temporary, Csv))
        {
            writer.WriteHeader<T>();
            foreach (T row in rows)
            {
                writer.WriteRecord(row);
            }
        }

        File.Move(temporary, target, overwrite: true);
    }

    private static IEnumerable<SeriesRow> SeriesRows(RunResult result)
    {
        foreach (Series series in result.Series)
        {
            for (int index = 0; index < series.Values.Count; index++)
            {
                double start = result.Intervals.StartOf(index).TotalSeconds;
                yield return new SeriesRow(start, series.Metric, series.Label, series.Values[index]);
            }
        }
    }
}
