using Model.Diagnostics;
using Simulator.Fuzzing;
using Simulator.Scenarios;
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
        for (long seed = 1; seed <= 150; seed++)
        {
            CaseFailure? failure = judge.Judge(CaseGenerator.Draw(seed));
            Assert.True(failure is null, $"case {seed}: {failure?.Text}");
        }

        Assert.True(judge.Operations > 1000);
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
        FuzzStep needed = drawn.Steps[drawn.Steps.Count / 2];
        CaseFailure? Judge(FuzzCase one) => one.Steps.Contains(needed) ? new CaseFailure("it", "it") : null;
        FuzzCase small = new CaseShrinker(Judge, 1000).Shrink(drawn, new CaseFailure("it", "it"));
        Assert.Equal([needed], small.Steps);
        Assert.Single(small.Servers);
        Assert.Single(small.Hosts);
        Assert.Empty(small.Faults);
    }
}
