using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Fuzzing;

/// <summary>Draws cases. The same seed gives the same case.</summary>
internal sealed class CaseGenerator
{
    private readonly RandomStream _numbers;
    private readonly long _seed;
    private readonly string _release;
    private readonly StepGenerator _steps;

    private CaseGenerator(long seed)
    {
        _seed = seed;
        _numbers = new RandomStreams(seed).For("fuzz");
        _release = _numbers.Pick(FuzzCatalogue.Releases);
        _steps = new StepGenerator(_numbers, _release);
    }

    /// <summary>Draws the case of a seed.</summary>
    public static FuzzCase Draw(long seed) => new CaseGenerator(seed).Draw();

    private FuzzCase Draw()
    {
        // Clouds of which all, none or some hosts report their devices; the last are clouds in the middle of an upgrade.
        double reporting = _release == "2023.1" ? 0 : _numbers.Pick<double>([0, 0, 1, 1, 1, 0.5]);
        List<FuzzHost> hosts = [];
        int count = 2 + _numbers.NextInt(4);
        for (int index = 0; index < count; index++)
        {
            int nodes = 1 + _numbers.NextInt(2);
            bool reports = _numbers.NextChance(reporting);
            FuzzCard[] cards = [.. Cards(nodes)];
            hosts.Add(new FuzzHost(
                FormattableString.Invariant($"host{index + 1}"), nodes, 4 * (1 + _numbers.NextInt(4)), cards, _steps.Specs(reports), reports)
            {
                OtherCards = [.. Cards(nodes)],
                Release = _numbers.NextChance(0.3) ? _steps.Upgrade() : null,
            });
        }

        int duration = 600 * (1 + _numbers.NextInt(6));
        List<FuzzPort> ports = Ports(hosts);
        bool hasZone = _numbers.NextChance(0.15);
        List<FuzzServer> servers = Servers(duration, hosts, ports, hasZone);
        List<FuzzStep> steps = _steps.Draw(duration, servers, hosts, ports);
        return new FuzzCase
        {
            Seed = _seed,
            Release = _release,
            Schedules = reporting == 1 && _numbers.NextChance(0.7),
            ResizesToSameHost = _numbers.NextChance(0.3),
            HasZone = hasZone,
            GroupPolicy = _numbers.Pick(FuzzCatalogue.GroupPolicies),
            ConfirmsAfter = _numbers.Pick<int>([0, 0, 0, 90]),
            Workers = _numbers.Pick<int>([1, 1, 3]),
            ViewAge = _numbers.Pick<int>([0, 0, 0, 60]),
            HasArrivals = _numbers.NextChance(0.1),
            OffloadsAfter = _numbers.Pick<int>([0, 0, -1, 120]),
            Duration = duration + 1800,
            Hosts = hosts,
            Ports = ports,
            Servers = [.. servers.OrderBy(server => server.At)],
            Steps = [.. steps.OrderBy(step => step.Operation.At)],
            Sections = Sections(hosts),
        };
    }

    private IEnumerable<FuzzCard> Cards(int nodes)
    {
        int bus = 0;
        foreach ((string kind, double chance, int most, int vfs) in ((string, double, int, int)[])
            [("gpu", 0.8, 4, 0), ("nvme", 0.6, 3, 0), ("nic", 0.8, 3, 4), ("vdpa", 0.4, 2, 4), ("dpu", 0.15, 1, 4)])
        {
            if (!_numbers.NextChance(chance))
            {
                continue;
            }

            bool isNear = _numbers.NextChance(0.7);
            int functions = vfs == 0 ? 0 : 1 + _numbers.NextInt(vfs);
            for (int left = 1 + _numbers.NextInt(most); left > 0; left--)
            {
                bus++;
                yield return new FuzzCard(kind, bus, functions, isNear ? bus % nodes : null);
            }
        }
    }

    private List<FuzzPort> Ports(List<FuzzHost> hosts)
    {
        List<FuzzPort> ports = [];
        int count = _numbers.NextChance(0.5) ? 0 : 1 + _numbers.NextInt(8);
        for (int number = 1; number <= count; number++)
        {
            string type = PickServed(FuzzCatalogue.VnicTypes, kind => FuzzCatalogue.IsServedPort(kind, hosts));
            ports.Add(new FuzzPort(FormattableString.Invariant($"p{number}"), type)
            {
                Policy = _numbers.NextChance(0.2) ? _numbers.Pick(["legacy", "required", "preferred", "socket"]) : null,
                IsTrusted = _numbers.NextChance(0.1),
            });
        }

        return ports;
    }

    private List<FuzzServer> Servers(int duration, List<FuzzHost> hosts, List<FuzzPort> ports, bool hasZone)
    {
        List<FuzzServer> servers = [];
        string[] flavors = [.. FuzzCatalogue.Flavors.Select(flavor => flavor.Key)];
        int count = 1 + _numbers.NextInt(18);
        Queue<FuzzPort> free = new(ports);
        for (int index = 0; index < count; index++)
        {
            bool hasPort = _numbers.NextChance(0.5) && free.Count > 0;
            string flavor = PickServed(flavors, name => FuzzCatalogue.IsServed(name, hosts));
            string[] keys = hasZone ? ["host", "destination", "availability_zone"] : ["host", "destination"];
            string? key = _numbers.NextChance(0.12) ? _numbers.Pick(keys) : null;
            servers.Add(new FuzzServer(FormattableString.Invariant($"s{index + 1}"), _steps.Time(duration / 2), flavor)
            {
                Ports = hasPort ? [free.Dequeue().Name] : [],
                Lifetime = _numbers.NextChance(0.1) ? 60 + _numbers.NextInt(duration) : null,
                IsGrouped = _numbers.NextChance(0.1),
                IsTwin = !hasPort && _numbers.NextChance(0.1),
                HasNetwork = !hasPort && _numbers.NextChance(0.1),
                Image = _numbers.NextChance(0.2) ? _numbers.Pick(FuzzCatalogue.Images).Key : null,
                PlaceKey = key,
                Place = key == "availability_zone" ? "apart" : _numbers.Pick(hosts).Name,
                Faults = _numbers.NextChance(0.1) ? [new PlannedFault(FaultPoint.Spawn, _numbers.Pick(hosts).Name)] : [],
            });
        }

        return servers;
    }

    /// <summary>Mostly something that the cloud has devices for, so that servers live long enough for something to be done with them.</summary>
    private string PickServed(IReadOnlyList<string> names, Func<string, bool> isServed) =>
        _numbers.NextChance(0.1) ? _numbers.Pick(names) : _numbers.Pick<string>([.. names.Where(isServed)]);

    private List<string> Sections(List<FuzzHost> hosts)
    {
        List<string> sections = [];
        foreach (string name in FuzzSections.Names.Where(_ => _numbers.NextChance(0.12)))
        {
            if (FuzzSections.Fits(name, hosts) && sections.TrueForAll(other => FuzzSections.KeyOf(other) != FuzzSections.KeyOf(name)))
            {
                sections.Add(name);
            }
        }

        return sections;
    }
}
