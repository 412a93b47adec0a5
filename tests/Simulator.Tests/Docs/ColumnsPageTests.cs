using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using Simulator.Metrics;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: docs/columns.md lists every column of every table that a run writes, with its type. Method: the part of the page below its marker is
/// made anew from the row types and the descriptions in their source, and compared; UPDATE_GOLDEN=1 rewrites it.
/// </summary>
public sealed class ColumnsPageTests
{
    private const string Marker =
        "<!-- From here on the page is made by ColumnsPageTests from the row types; change their descriptions in the code. -->\n";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "columns.md");

    [Fact]
    public void The_page_lists_every_column()
    {
        string text = File.ReadAllText(Page);
        int start = text.IndexOf(Marker, StringComparison.Ordinal);
        Assert.True(start >= 0, "docs/columns.md has lost its marker");
        string wanted = text[..start] + Marker + Tables();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Page, wanted);
            text = wanted;
        }

        Assert.True(wanted == text, "docs/columns.md is stale; run this test with UPDATE_GOLDEN=1");
    }

    private static string Tables()
    {
        StringBuilder page = new();
        IEnumerable<(string File, Type Row, string Source)> tables = typeof(InstanceRow).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(InstanceRow).Namespace && type.GetCustomAttribute<CsvRecordAttribute>() is not null)
            .Select(type => (Row: type, Source: File.ReadAllText(Path.Combine(Repository.Root, "src", "Simulator", "Metrics", type.Name + ".cs"))))
            .Select(item => (Regex.Match(item.Source, @"<c>([\w-]+\.csv)</c>").Groups[1].Value, item.Row, item.Source))
            .OrderBy(item => item.Value, StringComparer.Ordinal)!;
        foreach ((string file, Type row, string source) in tables)
        {
            Assert.NotEqual("", file);
            page.Append($"\n## {file}\n\n| column | type | meaning |\n|---|---|---|\n");
            foreach ((string name, PropertyInfo property) in ParquetTable.ColumnsOf(row))
            {
                page.Append($"| `{name}` | {TypeName(property.PropertyType)} | {Meaning(source, property.Name)} |\n");
            }
        }

        return page.ToString();
    }

    /// <summary>The description of a property, or of a parameter of the record.</summary>
    private static string Meaning(string source, string property)
    {
        Match found = Regex.Match(source, $@"<param name=""{property}"">(.*?)</param>", RegexOptions.Singleline);
        if (!found.Success)
        {
            string before = source[..Regex.Match(source, $@" {property} \{{").Index];
            found = Regex.Matches(before, "<summary>(.*?)</summary>", RegexOptions.Singleline)[^1];
        }

        string text = Regex.Replace(found.Groups[1].Value, @"\s*///\s*", " ").Trim();
        text = Regex.Replace(text, "</?c>", "`");
        text = Regex.Replace(text, @"<see cref=""(?:\w+\.)*(\w+)""/>", "$1");
        return text.TrimEnd('.').Replace("|", "\\|", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
    }

    private static string TypeName(Type type)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        string name = bare == typeof(string) ? "text"
            : bare == typeof(double) ? "number (double)"
            : bare == typeof(int) ? "whole number (int32)"
            : bare == typeof(long) ? "whole number (int64)"
            : bare == typeof(bool) ? "truth value"
            : throw new InvalidOperationException($"a column of type {type} has no name yet");
        return bare == type ? name : name + ", may be empty";
    }
}
