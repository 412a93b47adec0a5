using Simulator.Randomness;
using Xunit;

namespace Simulator.Tests.Randomness;

public sealed class RandomStreamTests
{
    [Fact]
    public void The_generator_gives_the_published_numbers_of_xoshiro256_starstar()
    {
        RandomStream stream = new(1, 2, 3, 4);
        ulong[] published =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625,
            8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        Assert.Equal(published, published.Select(_ => stream.NextUInt64()));
    }

    [Fact]
    public void Seeding_gives_the_published_numbers_of_splitmix64()
    {
        ulong state = 1477776061723855037;
        ulong[] published =
            [1985237415132408290, 2979275885539914483, 13511426838097143398, 8488337342461049707, 15141737807933549159];
        Assert.Equal(published, published.Select(_ => SplitMix64.Next(ref state)));
    }

    [Fact]
    public void The_numbers_of_a_named_stream_never_change()
    {
        RandomStreams streams = new(42);
        ulong[] first =
        [
            streams.For("arrivals").NextUInt64(), streams.For("lifetime", 7).NextUInt64(), streams.For("failures", "gpu-001").NextUInt64(),
            streams.Replication(1).For("arrivals").NextUInt64(),
        ];
        Assert.Equal([16061556379086857307, 1212269308639793169, 12689486119403693892, 13628968283124981781], first);
    }

    [Fact]
    public void Streams_of_different_names_differ_and_of_equal_names_agree()
    {
        RandomStreams streams = new(1);
        List<ulong> first = [];
        foreach (string purpose in new[] { "a", "b", "ab" })
        {
            first.Add(streams.For(purpose).NextUInt64());
            first.Add(streams.For(purpose, "").NextUInt64());
            first.Add(streams.For(purpose, "b").NextUInt64());
            for (int index = -2; index < 1000; index++)
            {
                first.Add(streams.For(purpose, index).NextUInt64());
            }
        }

        for (int number = 1; number < 100; number++)
        {
            first.Add(streams.Replication(number).For("a").NextUInt64());
        }

        Assert.Equal(first.Count, first.Distinct().Count());
        Assert.Equal(first[0], streams.Replication(0).For("a").NextUInt64());
    }

    [Fact]
    public void Doubles_fill_their_interval_evenly()
    {
        RandomStream stream = new RandomStreams(5).For("doubles");
        int[] bins = new int[20];
        double smallest = 1;
        for (int draw = 0; draw < 100_000; draw++)
        {
            double value = draw % 2 == 0 ? stream.NextDouble() : stream.NextOpen();
            smallest = Math.Min(smallest, value);
            bins[(int)(value * bins.Length)]++;
        }

        double chiSquare = bins.Sum(count => Math.Pow(count - 5000, 2) / 5000);
        Assert.InRange(chiSquare, 5, 44);
        Assert.True(smallest > 0);
    }

    [Fact]
    public void Integers_are_drawn_evenly_and_within_their_bounds()
    {
        RandomStream stream = new(9);
        int[] counts = new int[7];
        for (int draw = 0; draw < 70_000; draw++)
        {
            counts[stream.NextInt(7)]++;
            Assert.InRange(stream.NextInt64(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue - 1);
            Assert.InRange(stream.NextInt64(-3, -1), -3, -2);
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.NextInt(0));
    }

    [Fact]
    public void A_shuffle_keeps_the_items_and_reaches_every_order()
    {
        RandomStream stream = new(3);
        HashSet<string> orders = [];
        for (int round = 0; round < 500; round++)
        {
            char[] letters = ['a', 'b', 'c', 'd'];
            stream.Shuffle(letters.AsSpan());
            orders.Add(new string(letters));
        }

        Assert.Equal(24, orders.Count);
    }

    [Fact]
    public void Uuids_are_the_same_in_every_run_and_of_the_custom_version()
    {
        Guid first = DeterministicUuid.Create("instance", 1);
        Assert.Equal("d2b9c529-8f6e-8b8d-8777-c917624305cd", first.ToString());
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(counter => DeterministicUuid.Create("instance", counter)).Distinct().Count());
        Assert.NotEqual(first, DeterministicUuid.Create("port", 1));
        Assert.Equal(8, first.Version);
        Assert.InRange(first.Variant, 8, 11);
    }
}
