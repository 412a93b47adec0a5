using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Fuzzing;

/// <summary>Draws cases. The same seed gives the same case.</summary>
internal sealed class CaseGenerator
{
    private static readonly FuzzVerb[] ServerVerbs =
    [
        FuzzVerb.Delete, FuzzVerb.Migrate, FuzzVerb.Migrate, FuzzVerb.Resize, FuzzVerb.Resize, FuzzVerb.Confirm, FuzzVerb.Confirm, FuzzVerb.Revert,
        FuzzVerb.LiveMigrate, FuzzVerb.LiveMigrate, FuzzVerb.Evacuate, FuzzVerb.Evacuate, FuzzVerb.Rebuild, FuzzVerb.Shelve, FuzzVerb.Unshelve,
        FuzzVerb.Unshelve, FuzzVerb.Start,
    ];

    private static readonly FuzzVerb[] HostVerbs =
    [
        FuzzVerb.StopHost, FuzzVerb.StopHost, FuzzVerb.StartHost, FuzzVerb.StartHost, FuzzVerb.StartHost, FuzzVerb.Restart, FuzzVerb.Disable,
        FuzzVerb.Enable, FuzzVerb.Reserve,
    ];

    private static readonly FaultPoint[] Points = Enum.GetValues<FaultPoint>();

    private readonly RandomStream _numbers;
    private readonly long _seed;

    private CaseGenerator(long seed)
    {
        _seed = seed;
        _numbers = new RandomStreams(seed).For("fuzz");
    }

    /// <summary>Draws the case of a seed.</summary>
    public static FuzzCase Draw(long seed) => new CaseGenerator(seed).Draw();

    private FuzzCase Draw()
    {
        string release = Pick(FuzzCatalogue.Releases);
        bool reports = _numbers.NextChance(0.7) && release != "2023.1";
        List<FuzzHost> hosts = [];
        int count = 2 + _numbers.NextInt(3);
        for (int index = 0; index < count; index++)
        {
            FuzzCard[] cards = [.. Cards()];
            hosts.Add(new FuzzHost(
                FormattableString.Invariant($"host{index + 1}"),
                1 + _numbers.NextInt(2),
                4 * (1 + _numbers.NextInt(3)),
                cards,
                Specs(release, reports)));
        }

        int duration = 600 * (1 + _numbers.NextInt(6));
        List<FuzzServer> servers = [];
        int serverCount = 1 + _numbers.NextInt(12);
        for (int index = 0; index < serverCount; index++)
        {
            servers.Add(new FuzzServer(
                FormattableString.Invariant($"s{index + 1}"), Time(duration / 2), Pick(FuzzCatalogue.Flavors).Key));
        }

        List<FuzzStep> steps = [];
        int stepCount = 2 + _numbers.NextInt(60);
        for (int index = 0; index < stepCount; index++)
        {
            steps.Add(_numbers.NextChance(0.75) ? ServerStep(duration, servers, hosts) : HostStep(duration, hosts, release, reports));
        }

        return new FuzzCase
        {
            Seed = _seed,
            Release = release,
            Reports = reports,
            Schedules = reports && _numbers.NextChance(0.7),
            ResizesToSameHost = _numbers.NextChance(0.3),
            OffloadsAfter = Pick<int>([0, 0, -1, 120]),
            Duration = duration + 1800,
            Hosts = hosts,
            Servers = [.. servers.OrderBy(server => server.At)],
            Steps = [.. steps.OrderBy(step => step.At)],
            Faults = Faults(duration, hosts),
        };
    }

    private IEnumerable<FuzzCard> Cards()
    {
        string[] spreads = ["numa", "none", "numa"];
        if (_numbers.NextChance(0.8))
        {
            yield return new FuzzCard("gpu", 1 + _numbers.NextInt(4), 0, Pick(spreads));
        }

        if (_numbers.NextChance(0.5))
        {
            yield return new FuzzCard("nvme", 1 + _numbers.NextInt(2), 0, Pick(spreads));
        }

        if (_numbers.NextChance(0.8))
        {
            yield return new FuzzCard("nic", 1 + _numbers.NextInt(2), 1 + _numbers.NextInt(4), Pick(spreads));
        }
    }

    private List<string> Specs(string release, bool reports)
    {
        List<string> specs = [];
        if (_numbers.NextChance(0.9))
        {
            specs.Add("gpu");
        }

        if (_numbers.NextChance(0.8))
        {
            specs.Add(reports && release == FuzzCatalogue.Latest && _numbers.NextChance(0.5) ? "nvme-once" : "nvme");
        }

        int functions = _numbers.NextInt(5);
        if (functions is 0 or 1 || (functions == 2 && !reports))
        {
            specs.Add(release == FuzzCatalogue.Latest && _numbers.NextChance(0.5) ? "vf-movable" : "vf");
        }

        if (functions == 3 || (functions == 2 && !reports))
        {
            specs.Add("pf");
        }

        return specs;
    }

    private FuzzStep ServerStep(int duration, List<FuzzServer> servers, List<FuzzHost> hosts)
    {
        FuzzVerb verb = Pick(ServerVerbs);
        string? host = _numbers.NextChance(0.3) ? Pick(hosts).Name : null;
        string? value = verb switch
        {
            FuzzVerb.Migrate or FuzzVerb.LiveMigrate or FuzzVerb.Evacuate or FuzzVerb.Unshelve => host,
            FuzzVerb.Resize => Pick(FuzzCatalogue.Flavors).Key,
            FuzzVerb.Rebuild => _numbers.NextChance(0.5) ? "first" : "second",
            _ => null,
        };
        return new FuzzStep(Time(duration), verb, Pick(servers).Name, value);
    }

    private FuzzStep HostStep(int duration, List<FuzzHost> hosts, string release, bool reports)
    {
        FuzzVerb verb = Pick(HostVerbs);
        string? value = verb switch
        {
            FuzzVerb.Restart => _numbers.NextChance(0.5) ? null : string.Join(' ', Specs(release, reports)),
            FuzzVerb.Reserve => _numbers.NextChance(0.5) ? "0" : "1",
            FuzzVerb.StopHost => _numbers.NextChance(0.7) ? "forced" : null,
            _ => null,
        };
        return new FuzzStep(Time(duration), verb, Pick(hosts).Name, value);
    }

    private List<FuzzFault> Faults(int duration, List<FuzzHost> hosts)
    {
        List<FuzzFault> faults = [];
        int count = _numbers.NextInt(4);
        for (int index = 0; index < count; index++)
        {
            int from = _numbers.NextInt(duration);
            faults.Add(new FuzzFault(Pick(Points), Pick(hosts).Name, from, from + 60 + _numbers.NextInt(600)));
        }

        return faults;
    }

    /// <summary>A second; most come in bursts, so that operations overlap.</summary>
    private int Time(int duration)
    {
        int second = _numbers.NextInt(duration);
        return _numbers.NextChance(0.6) ? second - (second % 120) + _numbers.NextInt(3) : second;
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_numbers.NextInt(items.Count)];
}
