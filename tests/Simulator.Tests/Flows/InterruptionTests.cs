using System.Text;
using System.Text.RegularExpressions;
using Simulator.Flows;
using Simulator.Tests.Docs;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>
/// Goal: whatever is being done with a server, a compute service may stop and a delete may arrive at every step; the run goes on, every
/// invariant holds, everything left behind has a name, and the outcome is the one written down in docs/interruptions.md, which was checked
/// against the source of Nova. Method: the operation is done once to learn when it waits; then, for every such point, a cloud of its own is
/// interrupted there. UPDATE_GOLDEN=1 writes the tables of the page anew.
/// </summary>
public sealed class InterruptionTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "interruptions.md");

    public static TheoryData<string> Flows => [.. InterruptionLab.Flows];

    [Theory]
    [MemberData(nameof(Flows))]
    public void A_service_may_stop_at_every_step(string flow) => Compare(
        $"stop {flow}", "service that stops | the server then | after the service has started again", Crash(flow, isHost: false));

    [Theory]
    [InlineData("live-migrate")]
    [InlineData("live-migrate-pinned")]
    public void A_host_may_go_down_at_every_step(string flow) => Compare(
        $"crash {flow}", "host that goes down | the server then | after it is back", Crash(flow, isHost: true));

    [Fact]
    public void What_a_service_was_doing_is_cut_off_at_the_instant_at_which_it_stops()
    {
        InterruptionLab lab = InterruptionLab.For("delete");
        TimeSpan point = InterruptionLab.PointsOf("delete")[^1];
        lab.RunTo(point);
        ComputeHost host = lab.Context.Cloud.HostNamed("n1");
        Assert.Equal(1, lab.Server.InFlight);
        host.Stop(lab.Context.Now, isHost: false);
        lab.Context.Env.Run(TimeSpan.FromTicks(1));
        Assert.Equal(0, lab.Server.InFlight);
        Assert.Empty(host.Works);

        // A service that is back before the wait would have ended finds the server in its task state, and deletes it.
        Assert.Null(ComputeLife.Start(lab.Context, host));
        lab.Settle();
        Assert.True(lab.Server.Instance.IsDeleted);
        lab.DemandQuiet();
    }

    [Theory]
    [MemberData(nameof(Flows))]
    public void A_delete_may_arrive_at_every_step(string flow)
    {
        List<(string At, string Then)> rows = [];
        foreach (TimeSpan point in InterruptionLab.PointsOf(flow))
        {
            InterruptionLab lab = InterruptionLab.For(flow);
            string at = lab.RunTo(point);
            lab.Go(new DeleteFlow(lab.Context).Run(lab.Server));
            Assert.True(lab.Server.Instance.IsDeleted, $"{flow} at {at}: {lab.Outcome()}");
            lab.DemandQuiet();
            rows.Add((at, lab.Outcome()));
        }

        Compare($"delete {flow}", "the server when the delete arrives | when all is over", rows);
    }

    [Theory]
    [InlineData("boot", "building/spawning", true)]
    [InlineData("shelve", "active/shelving", true)]
    [InlineData("stop", "active/powering-off", true)]
    [InlineData("migrate", "active/resize_migrating, move migrating", false)]
    [InlineData("migrate", "active/resize_finish, move post-migrating", false)]
    [InlineData("rebuild", "active/rebuild_spawning", false)]
    [InlineData("live-migrate", "active/migrating, move running", false)]
    public void A_delete_waits_only_for_the_server_s_lock(string flow, string step, bool waits)
    {
        TimeSpan point = InterruptionLab.PointsOf(flow).First(point => InterruptionLab.For(flow).RunTo(point) == step);
        InterruptionLab lab = InterruptionLab.For(flow);
        lab.RunTo(point);
        Workplace first = Assert.Single(lab.Server.Workplaces);
        lab.Context.Env.Process(new DeleteFlow(lab.Context).Run(lab.Server));
        while (!lab.Server.Instance.IsDeleted)
        {
            lab.Context.Env.Run(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(waits, !lab.Server.Workplaces.Contains(first));
        Assert.True(flow != "boot" || lab.Server.Record.ActiveAt is null, "a server that is deleted while it is built never runs");
        lab.Settle();
        lab.DemandQuiet();
    }

    private static List<(string At, string Then)> Crash(string flow, bool isHost)
    {
        List<(string At, string Then)> rows = [];
        foreach (string host in (string[])["n1", "n2"])
        {
            foreach (TimeSpan point in InterruptionLab.PointsOf(flow))
            {
                InterruptionLab lab = InterruptionLab.For(flow);
                string at = lab.RunTo(point);
                lab.Crash(host, isHost);
                lab.DemandQuiet();
                rows.Add(($"{host} | {at}", lab.Outcome()));
            }
        }

        return rows;
    }

    /// <summary>Compares a table of the page with what happened; points with the same answer are one row.</summary>
    private static void Compare(string name, string heads, List<(string At, string Then)> rows)
    {
        StringBuilder table = new();
        table.Append($"| {heads} |\n|{string.Concat(heads.Split('|').Select(_ => "---|"))}\n");
        for (int index = 0; index < rows.Count; index++)
        {
            if (index == 0 || rows[index] != rows[index - 1])
            {
                table.Append($"| {rows[index].At} | {rows[index].Then} |\n");
            }
        }

        lock (Page)
        {
            string page = File.ReadAllText(Page);
            Match block = Regex.Match(page, $@"(?<=<!-- {name} -->\n).*?(?=<!-- end -->)", RegexOptions.Singleline);
            Assert.True(block.Success, $"docs/interruptions.md has no table '{name}'");
            if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            {
                File.WriteAllText(Page, string.Concat(page.AsSpan(0, block.Index), table.ToString(), page.AsSpan(block.Index + block.Length)));
            }
            else
            {
                Assert.Equal(table.ToString(), block.Value);
            }
        }
    }
}
