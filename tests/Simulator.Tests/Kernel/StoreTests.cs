using Simulator.Kernel;
using Xunit;

namespace Simulator.Tests.Kernel;

public sealed class StoreTests
{
    private readonly Simulation env = new();
    private readonly List<string> log = [];

    [Fact]
    public void A_store_hands_items_out_in_order_and_makes_puts_wait_for_room()
    {
        Store store = new(env, capacity: 2);
        env.Process(Producer());
        env.Process(Consumer());

        env.Run();

        Assert.Equal(["put 0@0", "put 1@0", "got 0@5", "put 2@5", "got 1@10", "put 3@10", "got 2@15", "got 3@20"], log);

        IEnumerable<Event> Producer()
        {
            for (int item = 0; item < 4; item++)
            {
                yield return store.Put(item);
                log.Add($"put {item}@{env.NowD}");
            }
        }

        IEnumerable<Event> Consumer()
        {
            while (true)
            {
                yield return env.TimeoutD(5);
                if (env.NowD > 20)
                {
                    yield break;
                }

                StoreGet get = store.Get();
                yield return get;
                log.Add($"got {get.Value}@{env.NowD}");
            }
        }
    }

    [Fact]
    public void A_get_waits_for_an_item()
    {
        Store store = new(env) { GetWaitingTime = new SampleMonitor(), LeadTime = new SampleMonitor() };
        StoreGet first = store.Get();
        StoreGet second = store.Get();
        env.Schedule(TimeSpan.FromSeconds(3), _ => store.Put("x"));
        env.Run();
        Assert.Equal(("x", false, 3.0), (first.Value, second.IsTriggered, store.GetWaitingTime.Mean));
        Assert.Throws<ArgumentNullException>(() => store.Put(null!));
    }

    [Fact]
    public void A_priority_store_hands_out_the_most_important_item()
    {
        PriorityStore store = new(env);
        store.Put("b", 2);
        store.Put("a", 1);
        store.Put("c", 2);
        env.Run();
        StoreGet[] gets = [store.Get(), store.Get(), store.Get()];
        env.Run();
        Assert.Equal(["a", "b", "c"], gets.Select(get => get.Value));
    }

    [Fact]
    public void A_filter_store_lets_a_get_pass_that_finds_its_item()
    {
        FilterStore store = new(env, [1, 2, 3]);
        FilterStoreGet big = store.Get(item => (int)item > 5);
        FilterStoreGet even = store.Get(item => (int)item % 2 == 0);
        FilterStoreGet any = store.Get();
        Assert.Equal((true, false), (store.IsAvailable(item => (int)item == 3), store.IsAvailable(item => (int)item == 1)));
        store.Put(7);
        env.Run();
        Assert.Equal([7, 2, 1], new[] { big, even, any }.Select(get => get.Value));
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public void States_of_a_store_can_be_waited_for()
    {
        Store store = new(env, ["x"], capacity: 2);
        Note(store.WhenAny(), "any");
        Note(store.WhenEmpty(), "empty");
        Note(store.WhenFull(), "full");
        Note(store.WhenNew(), "new");
        Note(store.WhenChange(), "change");
        env.Schedule(TimeSpan.FromSeconds(1), _ => store.Put("y"));
        env.Schedule(TimeSpan.FromSeconds(2), _ => store.Get());
        env.Schedule(TimeSpan.FromSeconds(3), _ => store.Get());
        env.Run();
        Assert.Equal(["any@0", "new@1", "full@1", "change@1", "empty@3"], log);
    }

    [Fact]
    public void A_container_conserves_its_content()
    {
        Container tank = new(env, capacity: 100, initial: 20) { Fillrate = new TimeSeriesMonitor(env, 0.2) };
        Note(tank.WhenAtLeast(50), "half");
        Note(tank.WhenAtMost(10), "low");
        Note(tank.WhenFull(), "full");
        Note(tank.Get(30), "got 30");
        Note(tank.Get(5), "got 5 after it");
        env.Schedule(TimeSpan.FromSeconds(1), _ => Note(tank.Put(15), "put 15"));
        env.Schedule(TimeSpan.FromSeconds(2), _ => Note(tank.Put(100), "put 100"));
        env.Schedule(TimeSpan.FromSeconds(3), _ => Note(tank.Put(1), "put 1, behind"));
        env.Run();

        // 20 + 15 - 30 - 5 = 0; then 100 fills it, and 1 more waits for ever.
        Assert.Equal(["put 15@1", "got 30@1", "low@1", "got 5 after it@1", "put 100@2", "half@2", "full@2"], log);
        Assert.Equal(100, tank.Level);
        Assert.Throws<ArgumentOutOfRangeException>(() => tank.Put(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => tank.Get(0));
    }

    private void Note(Event @event, string name) => @event.AddCallback(_ => log.Add($"{name}@{env.NowD}"));
}
