namespace Simulator.Reports;

/// <summary>A cell of a report's table.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Key">The number to sort by where the text does not start with it, or null.</param>
/// <param name="Code">A name as it stands in the result files, shown below the text; or empty.</param>
internal readonly record struct HtmlCell(string Text, double? Key = null, string Code = "")
{
    /// <summary>A cell that only shows text.</summary>
    public static implicit operator HtmlCell(string text) => new(text);

    /// <summary>A whole number.</summary>
    public static HtmlCell Number(double value) => new(HtmlText.Number(value), value);

    /// <summary>A share as a percentage.</summary>
    public static HtmlCell Percent(double share) => new(HtmlText.Percent(share), share);

    /// <summary>An instant or a length of time.</summary>
    public static HtmlCell Time(TimeSpan time) => new(Verdict.Length(time), time.TotalSeconds);
}
