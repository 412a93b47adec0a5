using System.Reflection;
using CsvHelper;
using Parquet;
using Parquet.Schema;

namespace Simulator.Metrics;

/// <summary>
/// Writes rows as Parquet with the columns of their CSV file: same names, same order. Numbers, text and truth values keep their types; empty
/// cells are nulls. The same rows give the same bytes.
/// </summary>
internal static class ParquetTable
{
    private const int RowsPerGroup = 500_000;

    private static readonly MethodInfo WriteValuesMethod =
        typeof(ParquetTable).GetMethod(nameof(WriteValues), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly MethodInfo WriteNullablesMethod =
        typeof(ParquetTable).GetMethod(nameof(WriteNullables), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The columns of a row type: its properties with a column name, in the order in which they stand.</summary>
    public static IReadOnlyList<(string Name, PropertyInfo Property)> ColumnsOf(Type row) =>
    [
        .. row.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.MetadataToken)
            .Select(property => (Name: NameOf(property), Property: property))
            .Where(column => column.Name is not null)
            .Select(column => (column.Name!, column.Property)),
    ];

    /// <summary>The file's bytes.</summary>
    public static byte[] Encode<T>(IEnumerable<T> rows)
    {
        IReadOnlyList<(string Name, PropertyInfo Property)> columns = ColumnsOf(typeof(T));
        DataField[] fields = [.. columns.Select(column => FieldOf(column.Name, column.Property.PropertyType))];
        using MemoryStream stream = new();
        WriteAsync(stream, fields, columns, [.. rows]).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    private static async System.Threading.Tasks.Task WriteAsync<T>(
        Stream stream, DataField[] fields, IReadOnlyList<(string Name, PropertyInfo Property)> columns, T[] rows)
    {
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream);
        int start = 0;
        do
        {
            T[] part = rows[start..Math.Min(rows.Length, start + RowsPerGroup)];
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            for (int index = 0; index < fields.Length; index++)
            {
                await WriteColumn(group, fields[index], columns[index].Property, part);
            }

            start += RowsPerGroup;
        }
        while (start < rows.Length);
    }

    private static System.Threading.Tasks.Task WriteColumn<T>(
        ParquetRowGroupWriter group, DataField field, PropertyInfo property, T[] rows)
    {
        object?[] values = Array.ConvertAll(rows, row => property.GetValue(row));
        if (property.PropertyType == typeof(string))
        {
            return group.WriteAsync(field, (IReadOnlyCollection<string>)Array.ConvertAll(values, value => (string)value!), null);
        }

        Type? inner = Nullable.GetUnderlyingType(property.PropertyType);
        MethodInfo write = inner is null ? WriteValuesMethod : WriteNullablesMethod;
        return (System.Threading.Tasks.Task)write.MakeGenericMethod(inner ?? property.PropertyType).Invoke(null, [group, field, values])!;
    }

    private static System.Threading.Tasks.Task WriteValues<T>(ParquetRowGroupWriter group, DataField field, object?[] values)
        where T : struct =>
        group.WriteAsync<T>(field, Array.ConvertAll(values, value => (T)value!).AsMemory(), null, null, default);

    private static System.Threading.Tasks.Task WriteNullables<T>(ParquetRowGroupWriter group, DataField field, object?[] values)
        where T : struct =>
        group.WriteAsync<T>(field, Array.ConvertAll(values, value => (T?)value).AsMemory(), null, null, default);

    private static DataField FieldOf(string name, Type type) =>
        new(name, Nullable.GetUnderlyingType(type) ?? type, type == typeof(string) ? false : Nullable.GetUnderlyingType(type) is not null);

    private static string? NameOf(PropertyInfo property) => property.GetCustomAttribute<CsvColumnAttribute>()?.Name;
}
