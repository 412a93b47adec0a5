using System.Reflection;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Scenarios;

/// <summary>Latencies: every one is listed once, with where its default comes from, and a scenario can replace it.</summary>
public sealed class TimingCatalogTests
{
    [Fact]
    public void Every_default_says_its_source_or_that_it_is_an_assumption() => Assert.All(TimingCatalog.Entries, entry =>
    {
        bool isSourced = entry.Source == "assumption" || entry.Source.StartsWith("measured on ", StringComparison.Ordinal)
            || entry.Source.Any(char.IsDigit);
        Assert.True(isSourced, $"{entry.Name}: '{entry.Source}'");
        Assert.True(entry.Default.Mean > 0, entry.Name);
        Assert.NotEmpty(entry.Meaning);
    });

    [Fact]
    public void Every_named_latency_is_listed_once()
    {
        IEnumerable<string> names = typeof(TimingCatalog).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(names.Order(StringComparer.Ordinal), TimingCatalog.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_scenario_replaces_every_one_of_them()
    {
        string timing = string.Join('\n', TimingCatalog.Entries.Select(entry => $"  {entry.Name}: 7 s"));
        Scenario scenario = Flows.CloudText.Load($"timing:\n{timing}\n");
        Assert.All(TimingCatalog.Entries, entry => Assert.Equal(7, scenario.Timing[entry.Name].Mean));
    }
}
