using System.Globalization;
using Simulator.Metrics;
using Simulator.Reports;
using Simulator.Tests.Reports;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Metrics;

/// <summary>
/// Goal: results do not depend on the language of the machine. Method: every file is written under cultures with another decimal separator
/// and compared byte by byte. The cultures are made here, because the program runs without the system's culture data.
/// </summary>
public sealed class CultureTests
{
    [Theory]
    [InlineData(",", "\u00a0")]
    [InlineData("٫", "٬")]
    public void All_files_are_the_same_in_every_culture(string point, string thousands)
    {
        using TemporaryFolder plain = new();
        using TemporaryFolder foreign = new();
        Write(plain.PathOf(""));
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = point;
            culture.NumberFormat.NumberGroupSeparator = thousands;
            culture.NumberFormat.PercentDecimalSeparator = point;
            culture.NumberFormat.NegativeSign = "−";
            culture.TextInfo.ListSeparator = ";";
            CultureInfo.CurrentCulture = culture;
            Assert.Contains(point, 1.5.ToString(CultureInfo.CurrentCulture), StringComparison.Ordinal);
            Write(foreign.PathOf(""));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(Files(plain.PathOf("")), Files(foreign.PathOf("")));
    }

    private static void Write(string path)
    {
        ResultFolder folder = ResultFolder.Open(path);
        IReadOnlyList<Figure> figures = FigureBook.Draw(SampleRun.X520);
        folder.Write(SampleRun.X520);
        folder.Write(figures);
        folder.WriteText("report.html", HtmlReport.Make(SampleRun.X520, figures));
    }

    private static List<(string Name, string Bytes)> Files(string path) =>
    [
        .. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(path, file), Convert.ToHexString(File.ReadAllBytes(file)))),
    ];
}
