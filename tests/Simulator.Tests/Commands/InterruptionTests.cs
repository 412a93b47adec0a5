using System.Text.Json;
using System.Xml.Linq;
using Simulator.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Commands;

/// <summary>Ctrl-C in the middle of a run: exit code 130 and complete files that say so.</summary>
public sealed class InterruptionTests
{
    [Fact]
    public void An_interrupted_run_leaves_complete_files()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource source = new();
        using InterruptingWriter output = new(source, "%  ");
        string scenario = Path.Combine(Repository.Root, "scenarios", "quickstart.yaml");
        CommandRun run = CommandRun.Of(
            output, source.Token, "run", scenario, "--set", "duration=10h", "--explain", "all", "-o", folder.PathOf("out"));
        Assert.Equal(ExitCodes.Interrupted, run.Code);
        Assert.Contains("interrupted", run.Out, StringComparison.Ordinal);
        AssertComplete(folder.PathOf("out"));
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(folder.PathOf("out/summary.json")));
        Assert.True(summary.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.Equal(3600, summary.RootElement.GetProperty("simulated_s").GetDouble(), 1e-6);
    }

    [Fact]
    public void A_test_that_is_interrupted_judges_nothing()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        using StringWriter output = new();
        string scenario = Path.Combine(Repository.Root, "scenarios", "guide", "x520.yaml");
        CommandRun run = CommandRun.Of(output, source.Token, "test", scenario);
        Assert.Equal(ExitCodes.Interrupted, run.Code);
        Assert.Empty(run.Out);
        Assert.Contains("interrupted", run.Error, StringComparison.Ordinal);
    }

    private static void AssertComplete(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)];
        foreach (string name in new[] { "summary.json", "manifest.json", "timeseries.csv", "instances.csv", "hosts.csv", "report.html" })
        {
            Assert.Contains(Path.Combine(folder, name), files);
        }

        foreach (string file in files)
        {
            string text = File.ReadAllText(file);
            switch (Path.GetExtension(file))
            {
                case ".json":
                    JsonDocument.Parse(text).Dispose();
                    break;
                case ".jsonl":
                    Assert.All(text.TrimEnd('\n').Split('\n'), line => JsonDocument.Parse(line).Dispose());
                    break;
                case ".csv":
                    AssertTable(file, text);
                    break;
                case ".svg":
                    Assert.NotNull(XDocument.Parse(text).Root);
                    break;
                case ".html":
                    Assert.EndsWith("</html>", text.TrimEnd(), StringComparison.Ordinal);
                    break;
                default:
                    Assert.Equal(".png", Path.GetExtension(file));
                    Assert.Equal("IEND", System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(file)[^8..^4]));
                    break;
            }
        }
    }

    private static void AssertTable(string file, string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        using CsvHelper.CsvReader reader = CsvHelper.CsvReader.FromFile(file);
    }

    /// <summary>Cancels when a text is written: the progress line of the first tenth.</summary>
    private sealed class InterruptingWriter(CancellationTokenSource source, string at) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value is not null && value.Contains(at, StringComparison.Ordinal))
            {
                source.Cancel();
            }
        }
    }
}
