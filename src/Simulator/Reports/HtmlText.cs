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

    /// <summary>
    /// Appends a table; columns named with a leading <c>#</c> hold numbers and are set to the right. The page's script makes it sortable
    /// and gives long ones a filter; without the script it is a plain table.
    /// </summary>
    public HtmlText Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<HtmlCell>> rows)
    {
        Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Data(caption).Raw("\"><table><caption><span>")
            .Data(caption).Raw("</span></caption><thead><tr>");
        foreach (string column in columns)
        {
            Raw(column[0] == '#' ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").Data(column.TrimStart('#')).Raw("</th>");
        }

        Raw("</tr></thead><tbody>");
        foreach (IReadOnlyList<HtmlCell> row in rows)
        {
            Raw("<tr>");
            for (int index = 0; index < row.Count; index++)
            {
                AppendCell(row[index], columns[index][0] == '#');
            }

            Raw("</tr>\n");
        }

        return Raw("</tbody></table></div>");
    }

    private void AppendCell(HtmlCell cell, bool isNumber)
    {
        Raw(isNumber ? "<td class=\"n\"" : cell.Text.Length > 40 ? "<td class=\"long\"" : "<td");
        if (cell.Key is { } key)
        {
            Raw($" data-key=\"{key.ToString("R", CultureInfo.InvariantCulture)}\"");
        }

        Raw(">").Data(cell.Text);
        if (cell.Code.Length > 0)
        {
            Raw(cell.Text.Length > 0 ? "<br>" : "").Element("code", cell.Code);
        }

        Raw("</td>");
    }

    /// <summary>A share as a percentage without a blank.</summary>
    public static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>A whole number with thousands separators.</summary>
    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
