using Parquet;
using Parquet.Schema;
using Simulator.Metrics;
using Simulator.Tests.Reports;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Metrics;

/// <summary>
/// Goal: Parquet says what CSV says. Method: the tables of a run are written as both, the Parquet files are read back and compared with the
/// rows, with the CSV headers, and with a second writing.
/// </summary>
public sealed class ParquetTests
{
    [Fact]
    public async Task Values_and_nulls_come_back_as_they_were()
    {
        InstanceRow[] rows = [.. SampleRun.X520.Servers.Select(InstanceRow.From)];
        using MemoryStream stream = new(ParquetTable.Encode(rows));
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        Assert.Equal(ParquetTable.ColumnsOf(typeof(InstanceRow)).Select(column => column.Name), reader.Schema.DataFields.Select(field => field.Name));
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        DataField Field(string name) => reader.Schema.FindDataField(name);
        string?[] names = new string?[rows.Length];
        double?[] active = new double?[rows.Length];
        int[] attempts = new int[rows.Length];
        await group.ReadAsync(Field("server"), names.AsMemory());
        await group.ReadAsync<double>(Field("active_s"), active.AsMemory());
        await group.ReadAsync<int>(Field("attempts"), attempts.AsMemory());
        Assert.Equal(rows.Select(row => row.Server), names);
        Assert.Equal(rows.Select(row => row.ActiveS), active);
        Assert.Contains(null, active);
        Assert.Equal(rows.Select(row => row.Attempts), attempts);
    }

    [Fact]
    public async Task Every_table_has_the_columns_of_its_csv_file_and_repeats_byte_by_byte()
    {
        using TemporaryFolder folder = new();
        ResultFolder.Open(folder.PathOf("one"), writesParquet: true).Write(SampleRun.X520);
        ResultFolder.Open(folder.PathOf("two"), writesParquet: true).Write(SampleRun.X520);
        string[] tables = Directory.GetFiles(folder.PathOf("one"), "*.csv");
        Assert.True(tables.Length >= 8);
        foreach (string csv in tables)
        {
            string parquet = Path.ChangeExtension(csv, ".parquet");
            await using ParquetReader reader = await ParquetReader.CreateAsync(parquet);
            Assert.Equal(File.ReadLines(csv).First().Split(','), reader.Schema.DataFields.Select(field => field.Name));
            Assert.Equal(File.ReadLines(csv).Count() - 1, reader.RowGroups.Sum(group => group.RowCount));
            Assert.Equal(File.ReadAllBytes(parquet), File.ReadAllBytes(Path.Combine(folder.PathOf("two"), Path.GetFileName(parquet))));
        }
    }

    [Fact]
    public void A_run_without_parquet_leaves_none_of_an_earlier_one()
    {
        using TemporaryFolder folder = new();
        ResultFolder.Open(folder.PathOf("out"), writesParquet: true).Write(SampleRun.X520);
        ResultFolder.Open(folder.PathOf("out")).Write(SampleRun.X520);
        Assert.Empty(Directory.GetFiles(folder.PathOf("out"), "*.parquet"));
    }
}
