using System.Reflection;
using System.Text;

namespace Model.Configuration;

/// <summary>Reads the tables of options that are embedded in this assembly: comma-separated, quotes around fields with commas.</summary>
internal static class CsvTable
{
    /// <summary>Rows after the header, each as the fields by column name.</summary>
    /// <param name="name">Logical name of the embedded resource.</param>
    public static IEnumerable<IReadOnlyDictionary<string, string>> ReadResource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the resource {name} is not embedded");
        using StreamReader reader = new(stream, Encoding.UTF8);
        List<string> header = [];
        List<IReadOnlyDictionary<string, string>> rows = [];
        while (reader.ReadLine() is { } line)
        {
            List<string> fields = SplitFields(line);
            if (header.Count == 0)
            {
                header = fields;
                continue;
            }

            Dictionary<string, string> row = [];
            for (int i = 0; i < header.Count; i++)
            {
                row[header[i]] = i < fields.Count ? fields[i] : string.Empty;
            }

            rows.Add(row);
        }

        return rows;
    }

    private static List<string> SplitFields(string line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool quoted = false;
        foreach (char letter in line)
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(letter);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
