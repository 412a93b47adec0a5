using Simulator.Flows.Leaks;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>Goal: a reader of leaks.csv finds every cause explained. Method: the causes of the code, looked up on the page.</summary>
public sealed class InvariantsPageTests
{
    [Fact]
    public void Every_cause_of_a_leak_is_on_the_page()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "invariants.md"));
        Assert.All(Enum.GetValues<LeakCause>(), cause => Assert.Contains($"| {cause.ToName()} |", page, StringComparison.Ordinal));
    }
}
