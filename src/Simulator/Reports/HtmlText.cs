using System.Globalization;
using System.Net;
using System.Text;

namespace Simulator.Reports;

/// <summary>Builds HTML text; everything handed in as data is encoded.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends markup as it is.</summary>
    public HtmlText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Appends text, encoded.</summary>
    public HtmlText Data(string data)
    {
        _text.Append(WebUtility.HtmlEncode(data));
        return this;
    }

    /// <summary>Appends an element that holds only text.</summary>
    public HtmlText Element(string name, string data) => Raw($"<{name}>").Data(data).Raw($"</{name.Split(' ')[0]}>");

    /// <summary>Appends a table; columns named with a leading <c>#</c> hold numbers and are set to the right.</summary>
    public HtmlText Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Data(caption).Raw("\"><table><caption>")
            .Data(caption).Raw("</caption><thead><tr>");
        foreach (string column in columns)
        {
            Raw(column[0] == '#' ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").Data(column.TrimStart('#')).Raw("</th>");
        }

        Raw("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> row in rows)
        {
            Raw("<tr>");
            for (int index = 0; index < row.Count; index++)
            {
                Raw(columns[index][0] == '#' ? "<td class=\"n\">" : "<td>").Data(row[index]).Raw("</td>");
            }

            Raw("</tr>");
        }

        return Raw("</tbody></table></div>");
    }

    /// <summary>A share as a percentage without a blank.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>A whole number with thousands separators.</summary>
    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
