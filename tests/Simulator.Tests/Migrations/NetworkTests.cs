using CsCheck;
using Simulator.Kernel;
using Simulator.Migrations;
using Testing;
using Xunit;

namespace Simulator.Tests.Migrations;

/// <summary>Max-min fair sharing of links.</summary>
public sealed class NetworkTests
{
    private readonly Simulation env = new();
    private readonly List<string> log = [];

    [Fact]
    public void Streams_share_a_link_and_speed_up_when_one_ends()
    {
        // Goal: 100 B/s for two streams of 100 and 300 B: 50 each until 2 s, then 100, so that the second ends at 4 s.
        MigrationNetwork network = new(env);
        MigrationLink link = network.AddLink("a", 100);
        Open(network, "short", link).Send(100);
        Open(network, "long", link).Send(300);

        env.Run();

        Assert.Equal(["short 2", "long 4"], log);
    }

    [Fact]
    public void A_stream_that_cannot_use_its_share_leaves_it_to_the_others()
    {
        // Goal: the textbook case. Link one (100) carries A, B and C, link two (20) carries A as well; B is limited to 30: 20, 30, 50.
        MigrationNetwork network = new(env);
        MigrationLink one = network.AddLink("one", 100);
        MigrationLink two = network.AddLink("two", 20);
        MigrationTraffic a = Open(network, "a", one, two);
        MigrationTraffic b = Open(network, "b", one);
        MigrationTraffic c = Open(network, "c", one);
        b.Limit = 30;
        foreach (MigrationTraffic stream in new[] { a, b, c })
        {
            stream.Send(1000);
        }

        env.Run(TimeSpan.FromSeconds(1));

        Assert.Equal((20.0, 30.0, 50.0), (a.Rate, b.Rate, c.Rate));
        Assert.Equal((100.0, 20.0), (one.Rate, two.Rate));
        Assert.Equal((20L, 30L, 50L), (a.BytesMoved, b.BytesMoved, c.BytesMoved));
    }

    [Fact]
    public void Hosts_send_and_receive_at_once_and_share_the_trunk_between_them()
    {
        MigrationNetwork network = new(env);
        MigrationLink trunk = network.AddLink("trunk", 120);
        foreach (string host in new[] { "one", "two", "three" })
        {
            network.AddHost(host, 100);
        }

        Open(network, "out", [.. network.Path("one", "two", trunk)]).Send(600);
        Open(network, "back", [.. network.Path("two", "one")]).Send(600);
        Open(network, "third", [.. network.Path("three", "one", trunk)]).Send(600);

        env.Run();

        // Into one: 50 each; the trunk leaves 70 to the first, and 100 once the others have ended.
        Assert.Equal(["out 8.5714286", "third 12", "back 12"], log);
    }

    [Fact]
    public void A_link_that_goes_down_stalls_its_streams_until_it_is_back()
    {
        MigrationNetwork network = new(env);
        MigrationLink link = network.AddLink("a", 100);
        Open(network, "stream", link).Send(200);
        env.Schedule(TimeSpan.FromSeconds(1), _ => network.SetCapacity(link, 0));
        env.Schedule(TimeSpan.FromSeconds(6), _ => network.SetCapacity(link, 50));

        env.Run();

        Assert.Equal(["stream 8"], log);
    }

    [Fact]
    public void A_stream_that_sends_again_in_the_instant_in_which_it_ended_disturbs_nobody()
    {
        MigrationNetwork network = new(env);
        MigrationLink link = network.AddLink("a", 100);
        int sends = 100;
        MigrationTraffic stream = network.Open([link]);
        stream.Drained = () =>
        {
            if (--sends > 0)
            {
                stream.Send(50);
            }
        };
        stream.Send(50);
        Open(network, "other", link).Send(5000);

        env.Run();

        Assert.Equal(["other 100"], log);
        Assert.True(network.Computations <= 4, $"{network.Computations} computations");
    }

    [Fact]
    public void Bytes_are_conserved_and_no_link_carries_more_than_it_can()
    {
        // Goal: on random networks, every byte that was asked for arrives, no link is overfull, and each stream has its limit or a full
        // link on which nobody has more (the definition of max-min fairness). Method: checked at each quarter second.
        Gen<(double Start, int Bytes, int Mask, double Limit)> stream =
            Gen.Select(Gen.Double[0, 5], Gen.Int[1, 5000], Gen.Int[1, 15], Gen.OneOf(Gen.Const(double.PositiveInfinity), Gen.Double[1, 200]));
        Gen.Select(Gen.Int[10, 500].Array[4], stream.Array[1, 12]).Holds(
            (capacities, streams) =>
            {
                Simulation world = new();
                MigrationNetwork network = new(world);
                MigrationLink[] links = [.. capacities.Select((capacity, index) => network.AddLink($"link-{index}", capacity))];
                MigrationTraffic[] opened = [.. streams.Select(plan => Plan(world, network, links, plan))];
                for (double time = 0.125; time < 100; time += 0.25)
                {
                    world.Run(TimeSpan.FromSeconds(time) - TimeSpan.FromTicks(world.NowTicks));
                    AssertFair(links, opened);
                }

                world.Run();
                Assert.Equal(streams.Select(plan => (long)plan.Bytes), opened.Select(one => one.BytesMoved));
            },
            iter: 200);
    }

    private static MigrationTraffic Plan(
        Simulation world, MigrationNetwork network, MigrationLink[] links, (double Start, int Bytes, int Mask, double Limit) plan)
    {
        MigrationTraffic stream = network.Open([.. links.Where((_, index) => (plan.Mask >> index & 1) == 1)]);
        stream.Limit = plan.Limit;
        world.Schedule(TimeSpan.FromSeconds(plan.Start), _ => stream.Send(plan.Bytes));
        return stream;
    }

    private static void AssertFair(MigrationLink[] links, MigrationTraffic[] streams)
    {
        Assert.All(links, link => Assert.True(link.Rate <= link.Capacity * (1 + 1e-9), $"{link.Name}: {link.Rate}"));
        foreach (MigrationTraffic stream in streams.Where(stream => !stream.IsIdle))
        {
            bool isContent = stream.Rate >= stream.Limit * (1 - 1e-9);
            bool isHeld = links.Any(link => link.Streams.Contains(stream) && link.Rate >= link.Capacity * (1 - 1e-9)
                && link.Streams.All(other => other.Rate <= stream.Rate * (1 + 1e-9)));
            Assert.True(isContent || isHeld, $"rate {stream.Rate}");
        }
    }

    private MigrationTraffic Open(MigrationNetwork network, string name, params MigrationLink[] path)
    {
        MigrationTraffic stream = network.Open(path);
        stream.Drained = () => log.Add($"{name} {env.NowD}");
        return stream;
    }
}
