using Model.Diagnostics;
using Model.Placement;
using Simulator.Commands;
using Simulator.Fuzzing;
using Simulator.Scenarios;
using Simulator.Scenarios.Format;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Fuzzing;

/// <summary>
/// Goal: whatever operations overlap, nothing breaks and the same case gives the same bytes. Method: drawn cases;
/// the verb fuzz draws more.
/// </summary>
public sealed class FuzzTests
{
    [Fact]
    public void Drawn_cases_break_nothing()
    {
        CaseJudge judge = new();
        for (long seed = 1; seed <= 100; seed++)
        {
            CaseFailure? failure = judge.Judge(CaseGenerator.Draw(seed));
            Assert.True(failure is null, $"case {seed}: {failure?.Text}");
        }

        Assert.True(judge.Operations > 1000);
        Assert.True(judge.Faults > 10);
        Assert.Equal(Enum.GetValues<OperationKind>().Select(kind => kind.ToName()).Order(StringComparer.Ordinal), judge.Done.Keys);
        Assert.Contains("held by error migration", judge.Leaks.Keys);
    }

    [Fact]
    public void Every_drawn_case_is_a_valid_scenario()
    {
        for (long seed = 1; seed <= 50; seed++)
        {
            DiagnosticBag problems = new();
            Assert.NotNull(ScenarioLoader.Parse("fuzz.yaml", FuzzYaml.Write(CaseGenerator.Draw(seed)), problems));
        }
    }

    [Fact]
    public void A_failing_case_shrinks_to_what_it_needs()
    {
        FuzzCase drawn = CaseGenerator.Draw(7);
        FuzzStep needed = drawn.Steps.First(step => step.Operation is { Host: null, Port: null, Faults.Count: 0 });
        CaseFailure? Judge(FuzzCase one) => one.Steps.Contains(needed) ? new CaseFailure("it", "it") : null;
        FuzzCase small = new CaseShrinker(Judge, 1000).Shrink(drawn, new CaseFailure("it", "it"));
        Assert.Equal([needed], small.Steps);
        Assert.Single(small.Servers);
        Assert.Single(small.Hosts);
        Assert.Empty(small.Sections);
    }

    [Fact]
    public void Cases_have_operations_of_every_kind_and_faults_at_every_place()
    {
        Operation[] drawn = [.. Enumerable.Range(1, 200).SelectMany(seed => CaseGenerator.Draw(seed).Steps).Select(step => step.Operation)];
        Assert.Equal(Enum.GetValues<OperationKind>(), drawn.Select(operation => operation.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<FaultPoint>(), drawn.SelectMany(operation => operation.Faults).Select(fault => fault.Point).Distinct().Order());
    }

    [Fact]
    public void Cases_have_every_section_and_every_key_of_operations_servers_and_ports()
    {
        FuzzCase[] drawn = [.. Enumerable.Range(1, 200).Select(seed => CaseGenerator.Draw(seed))];
        Assert.Equal(FuzzSections.Names.Order(), drawn.SelectMany(one => one.Sections).Distinct().Order());
        string text = string.Join('\n', drawn.Select(FuzzYaml.Write));
        IEnumerable<string> keys = OperationFormat.Keys.Keys.Concat(RequestFormat.Keys.Keys).Concat(PortFormat.Keys.Keys).Select(key => key.Name);
        Assert.Equal(["project"], keys.Where(key => !text.Contains($" {key}: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_injected_defect_is_found_shrunk_and_shown_again_by_the_file()
    {
        using TemporaryFolder folder = new();
        (int code, string told, _) = Run("fuzz", "--seed", "3", "--cases", "4", "-o", folder.PathOf("found"));
        Assert.Equal(ExitCodes.InternalError, code);
        Assert.Contains("every allocation has an owner", told, StringComparison.Ordinal);
        string file = Assert.Single(Directory.GetFiles(folder.PathOf("found")));
        Assert.True(File.ReadAllLines(file).Length < 80, File.ReadAllText(file));

        (code, told, string error) = Run("run", "--check-invariants", file, "-o", folder.PathOf("results"));
        Assert.Equal(ExitCodes.InternalError, code);
        Assert.Contains("every allocation has an owner", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("results")), "a run that broke left results behind");

        (code, _, error) = Run("test", "--check-invariants", file);
        Assert.Equal(ExitCodes.InternalError, code);
        Assert.Contains("every allocation has an owner", error, StringComparison.Ordinal);
    }

    /// <summary>Runs a command in a simulator with a defect: deleting a server leaves an allocation that nobody owns.</summary>
    private static (int Code, string Out, string Error) Run(params string[] arguments)
    {
        StringWriter output = new();
        StringWriter error = new();
        Terminal terminal = new(output, error, IsInteractive: false, default)
        {
            Prepares = run => run.Context.Hooks.ServerDeleted += (_, host) => Lose(run.Context.Cloud.Placement, host.Tracker.Facts.Uuid),
        };
        return (CommandLine.Run(arguments, terminal), output.ToString(), error.ToString());
    }

    private static void Lose(PlacementStore placement, string provider) => placement.Claim(new ConsumerClaim
    {
        ConsumerUuid = "11111111-2222-3333-4444-555555555555",
        ProjectId = "nobody",
        UserId = "nobody",
        Allocations = [new ProviderAllocation(provider, "VCPU", 1)],
    });
}
