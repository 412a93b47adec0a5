using System.Globalization;
using System.Text.RegularExpressions;
using Simulator.Reports;
using Xunit;

namespace Simulator.Tests.Reports;

/// <summary>
/// Goal: the page keeps the contrasts of WCAG 2 at level AA: 4.5 to 1 for text, 3 to 1 for what is drawn. Method: the colours are read from the
/// style sheet and compared by the standard's formula.
/// </summary>
public sealed class ContrastTests
{
    private const double Text = 4.5;
    private const double Drawing = 3;

    [Theory]
    [InlineData("ink", "#ffffff", Text)]
    [InlineData("ink", "wash", Text)]
    [InlineData("soft", "#ffffff", Text)]
    [InlineData("soft", "wash", Text)]
    [InlineData("accent", "#ffffff", Text)]
    [InlineData("accent", "#ffffff", Drawing)]
    [InlineData("bad", "wash", Drawing)]
    public void Named_colours_stand_out(string front, string back, double least) =>
        Assert.InRange(Contrast(Named(front), Named(back)), least, 21);

    [Fact]
    public void Letters_stand_out_on_every_shade()
    {
        MatchCollection shades = Regex.Matches(ReportStyle.Css, @"\.s\d \{ background: (#\w+); color: ([^;]+);");
        Assert.Equal(6, shades.Count);
        Assert.All(shades, shade => Assert.InRange(Contrast(Named(shade.Groups[1].Value), Named(Unwrap(shade.Groups[2].Value))), Text, 21));
    }

    [Fact]
    public void Marks_borders_and_lines_stand_out_on_white()
    {
        string[] drawn =
        [
            .. Regex.Matches(ReportStyle.Css, @"(?:fill|stroke|border|border-color): (?:1px solid )?(#\w{6})").Select(match => match.Groups[1].Value),
            .. Enumerable.Range(0, 8).Select(Palette.Of),
        ];
        Assert.True(drawn.Length > 12);
        Assert.All(drawn, colour => Assert.InRange(Contrast(colour, "#ffffff"), Drawing, 21));
    }

    [Fact]
    public void The_formula_gives_the_standards_own_values()
    {
        Assert.Equal(21, Contrast("#000000", "#ffffff"), 3);
        Assert.Equal(4.54, Contrast("#767676", "#ffffff"), 2);
    }

    private static string Unwrap(string colour) => Regex.Match(colour, @"--(\w+)") is { Success: true } name ? name.Groups[1].Value : colour;

    private static string Named(string colour)
    {
        string full = colour.StartsWith('#') ? colour : Regex.Match(ReportStyle.Css, $@"--{colour}: (#\w+);").Groups[1].Value;
        return full.Length == 4 ? string.Concat("#", new string(full[1], 2), new string(full[2], 2), new string(full[3], 2)) : full;
    }

    private static double Contrast(string one, string other)
    {
        double first = Luminance(one);
        double second = Luminance(other);
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Part(int start)
        {
            double value = int.Parse(colour.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }
}
