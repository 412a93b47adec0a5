using System.Globalization;
using System.Text.Json;
using Simulator.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Commands;

/// <summary>A run depends on nothing but scenario, overrides and seed. Alone, because the current folder belongs to the process.</summary>
[Collection(nameof(Alone))]
public sealed class DeterminismTests
{
    private static readonly string Quickstart = Path.Combine(Repository.Root, "scenarios", "quickstart.yaml");

    [Fact]
    public void Culture_folders_and_repetition_change_nothing()
    {
        using TemporaryFolder folder = new();
        string first = Run(folder, "first");
        string second = In(Foreign(), () => Run(folder, "deeper/second"));
        string before = Environment.CurrentDirectory;
        string third;
        try
        {
            Environment.CurrentDirectory = Path.GetDirectoryName(Quickstart)!;
            third = Run(folder, "third", scenario: "quickstart.yaml");
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }

        AssertSame(first, second);
        AssertSame(first, third);
    }

    [Fact]
    public void Another_seed_gives_other_results()
    {
        using TemporaryFolder folder = new();
        string usual = Run(folder, "usual");
        string other = Run(folder, "other", "--seed", "43");
        string same = Run(folder, "same", "--set", "seed=43");
        Assert.Equal(43, Summary(other).GetProperty("seed").GetInt64());
        Assert.Equal(43_200, Summary(other).GetProperty("simulated_s").GetDouble(), 1e-6);
        Assert.NotEqual(Read(usual, "instances.csv"), Read(other, "instances.csv"));
        AssertSame(other, same);
    }

    private static string Run(TemporaryFolder folder, string name, params string[] more) => Run(folder, name, more, Quickstart);

    private static string Run(TemporaryFolder folder, string name, string scenario) => Run(folder, name, [], scenario);

    private static string Run(TemporaryFolder folder, string name, string[] more, string scenario)
    {
        string output = folder.PathOf(name);
        CommandRun run = CommandRun.Of(["run", scenario, "--set", "duration=12h", "--explain", "all", "-o", output, .. more]);
        Assert.Equal((ExitCodes.Ok, string.Empty), (run.Code, run.Error));
        return output;
    }

    private static void AssertSame(string left, string right)
    {
        string[] files = Files(left);
        Assert.Equal(files, Files(right));
        Assert.Contains("timeseries.csv", files);
        foreach (string file in files.Where(file => file != "manifest.json"))
        {
            Assert.True(Read(left, file).AsSpan().SequenceEqual(Read(right, file)), $"{file} differs");
        }
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    private static byte[] Read(string folder, string file) => File.ReadAllBytes(Path.Combine(folder, file));

    private static JsonElement Summary(string folder)
    {
        using JsonDocument document = JsonDocument.Parse(Read(folder, "summary.json"));
        return document.RootElement.Clone();
    }

    /// <summary>Commas in numbers, dots in dates, words for days: as in Russia, which invariant globalization does not have by name.</summary>
    private static CultureInfo Foreign()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = "\u00a0";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        culture.DateTimeFormat.TimeSeparator = "-";
        return culture;
    }

    private static T In<T>(CultureInfo culture, Func<T> act)
    {
        (CultureInfo format, CultureInfo language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            Assert.Equal("1,5", 1.5.ToString(culture));
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (format, language);
        }
    }
}
