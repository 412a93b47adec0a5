using Simulator.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Commands;

/// <summary>Slips on the command line: exit code 2, one sentence with what is expected and the nearest name, nothing written.</summary>
public sealed class UsageTests
{
    public static TheoryData<string, string> Slips() => new()
    {
        { "", "say what to do; the verbs are run, check, " },
        { "rnu x", "there is no verb 'rnu' (did you mean 'run'?)" },
        { "help", "there is no verb 'help' (did you mean '--help'?)" },
        { "run", "a SCENARIO is needed" },
        { "run FILE --sed 3", "run has no option '--sed' (did you mean '--seed'?); it has --output, " },
        { "run FILE --seed x", "--seed takes a whole number, not 'x'" },
        { "run FILE --seed -5", "--seed must be 0 or more, not -5" },
        { "run FILE --seed", "--seed needs a value, N" },
        { "run FILE --explain failure", "--explain takes all or failures, not 'failure' (did you mean 'failures'?)" },
        { "run FILE --format json", "--format takes csv or parquet, not 'json'" },
        { "run FILE FILE", "is too much: run takes one SCENARIO" },
        { "compare FILE -j x", "--threads takes a whole number up to 2,147,483,647, not 'x'" },
        { "compare FILE -j 0", "--threads must be 1 or more, not 0" },
        { "plan FILE -j 99999999999", "--threads takes a whole number up to 2,147,483,647, not '99999999999'" },
        { "explain FILE", "say either --instance NAME or --all-failures" },
        { "host FILE --tree --providers", "say only one of --tree, --providers and --sysfs" },
        { "schema stduy", "'stduy' is none of scenario, study, plan (did you mean 'study'?)" },
        { "fuzz --minutes nan", "above 0 and at most a year" },
        { "fuzz 3", "fuzz takes options only, no '3'" },
        { "test FILE --baselines nowhere", "there is no folder 'nowhere'" },
        { "test FILE --junit FOLDER", "it is a folder" },
        { "check FOLDER/empty", "there is no scenario file (*.yaml, *.yml) in this folder or below it" },
        { "test FOLDER/empty", "there is no scenario file (*.yaml, *.yml) in this folder or below it" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_told_in_a_sentence(string line, string expected)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("sound.yaml", MarkedScenario.Sound);
        Directory.CreateDirectory(folder.PathOf("empty"));
        string root = Path.GetDirectoryName(file)!;
        string[] words = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Replace("FILE", file, StringComparison.Ordinal).Replace("FOLDER", root, StringComparison.Ordinal))];
        CommandRun run = CommandRun.Of(words);
        Assert.Equal((ExitCodes.BadInput, string.Empty), (run.Code, run.Out));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
        Assert.True(run.Error.Length < 500, "a short message");
    }

    [Theory]
    [InlineData("--help", "Exit codes:")]
    [InlineData("run --help", "simulator run scenarios/quickstart.yaml")]
    [InlineData("plan -h", "simulator plan scenarios/studies/")]
    [InlineData("init nowhere -h", "simulator init my-cloud")]
    public void Help_ends_with_something_to_start_from(string line, string expected)
    {
        CommandRun run = CommandRun.Of(line.Split(' '));
        Assert.Equal((ExitCodes.Ok, string.Empty), (run.Code, run.Error));
        Assert.Contains("Usage:", run.Out, StringComparison.Ordinal);
        Assert.Contains(expected, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_example_of_the_help_names_files_that_are_there()
    {
        foreach (string verb in new[] { "run", "check", "test", "explain", "compare", "plan", "host" })
        {
            string[] lines = [.. CommandRun.Of(verb, "-h").Out.Split('\n').Where(line => line.StartsWith("  simulator ", StringComparison.Ordinal))];
            foreach (string word in lines.SelectMany(line => line.Split(' ')).Where(word => word.StartsWith("scenarios", StringComparison.Ordinal)))
            {
                string path = Path.Combine(Repository.Root, word);
                Assert.True(File.Exists(path) || Directory.Exists(path), $"{verb}: {word}");
            }
        }
    }

    [Fact]
    public void A_stream_that_takes_nothing_ends_the_command_with_a_message()
    {
        using StringWriter error = new();
        int code = CommandLine.Run(["schema"], new Terminal(new FullDisk(), error, IsInteractive: false, default));
        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Equal("error: cannot write: no space left", error.ToString().TrimEnd());
    }

    [Fact]
    public void Scenarios_of_one_name_do_not_share_a_baseline()
    {
        using TemporaryFolder folder = new();
        string first = folder.Write("first.yaml", MarkedScenario.Sound);
        string second = folder.Write("second.yaml", MarkedScenario.Sound);
        string baselines = folder.PathOf("baselines");
        CommandRun run = CommandRun.Of("test", first, second, "--baselines", baselines, "--update-baselines");
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("have the same name", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(baselines));
    }

    private sealed class FullDisk : StringWriter
    {
        public override void Write(char[] buffer, int index, int count) => throw new IOException("no space left");

        public override void Write(string? value) => throw new IOException("no space left");

        public override void Write(char value) => throw new IOException("no space left");

        public override void WriteLine(string? value) => throw new IOException("no space left");
    }
}
