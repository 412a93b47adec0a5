using Model.Diagnostics;
using Xunit;

namespace Model.Tests.Diagnostics;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("flavour", "flavor")]
    [InlineData("NAME", "name")]
    [InlineData("dvice_spce", "device_spec")]
    [InlineData("nmae", "name")]
    public void A_misspelling_finds_its_name(string written, string meant) =>
        Assert.Equal(meant, NearestName.Find(written, ["name", "flavor", "device_spec"]));

    [Theory]
    [InlineData("completely_else")]
    [InlineData("x")]
    [InlineData("")]
    public void Something_else_finds_nothing(string written) =>
        Assert.Null(NearestName.Find(written, ["name", "flavor", "at", "device_spec"]));

    [Fact]
    public void The_nearer_name_wins_and_the_first_of_equals()
    {
        Assert.Equal("hosts", NearestName.Find("host", ["hint", "hosts", "hoste"]));
        Assert.Equal("hosts", NearestName.Find("hosts", ["hostx", "hosts"]));
    }

    [Fact]
    public void Diagnostics_render_with_position_and_suggestion_and_sort_by_position()
    {
        DiagnosticBag bag = new();
        bag.Warn("SIM0208", new SourcePosition("b.conf", 3, 1), "later");
        bag.Error("SIM0203", new SourcePosition("a.conf", 10, 2), "unknown option 'nmae'", "name");
        bag.Error("SIM0201", SourcePosition.WholeFile("a.conf"), "unreadable");
        Assert.Equal(
            [
                "a.conf: error SIM0201: unreadable",
                "a.conf:10:2: error SIM0203: unknown option 'nmae' (did you mean 'name'?)",
                "b.conf:3:1: warning SIM0208: later",
            ],
            bag.Sorted().Select(item => item.ToString()));
        Assert.Equal(2, bag.ErrorCount);
    }
}
