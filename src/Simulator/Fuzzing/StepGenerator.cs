using Simulator.Randomness;
using Simulator.Scenarios;
using Simulator.Scenarios.Format;

namespace Simulator.Fuzzing;

/// <summary>Draws operations of every kind that scenarios know, with the keys that belong to the kind.</summary>
internal sealed class StepGenerator(RandomStream numbers, string release)
{
    private static readonly FaultPoint[] Points = Enum.GetValues<FaultPoint>();
    private static readonly OperationKind[] ServerKinds = Weigh(kind => kind.IsOnServer(), OperationKind.Migrate, OperationKind.Migrate,
        OperationKind.Resize, OperationKind.LiveMigrate, OperationKind.LiveMigrate, OperationKind.Shelve, OperationKind.Evacuate);

    // Operations that end what another began: by themselves they are nearly always refused, which is seldom worth trying.
    private static readonly OperationKind[] Endings =
    [
        OperationKind.Confirm, OperationKind.Revert, OperationKind.Unshelve, OperationKind.Start, OperationKind.Unpause, OperationKind.Resume,
        OperationKind.AbortLiveMigration, OperationKind.ForceCompleteLiveMigration, OperationKind.DetachInterface,
    ];

    private static readonly OperationKind[] HostKinds = Weigh(kind => !kind.IsOnServer(), OperationKind.StopHost, OperationKind.StartHost,
        OperationKind.StartHost, OperationKind.StartHost);

    /// <summary>Draws the operations of a case, in no order of time.</summary>
    public List<FuzzStep> Draw(int duration, IReadOnlyList<FuzzServer> servers, IReadOnlyList<FuzzHost> hosts, IReadOnlyList<FuzzPort> ports)
    {
        List<FuzzStep> steps = [];
        int count = 2 + numbers.NextInt(60);
        for (int index = 0; index < count; index++)
        {
            if (numbers.NextChance(0.75))
            {
                OperationKind kind = numbers.Pick(ServerKinds);
                kind = Endings.Contains(kind) && numbers.NextChance(0.7) ? numbers.Pick(ServerKinds) : kind;
                FuzzServer server = PickFor(kind, servers);
                int at = Time(duration);

                // What is done before the server is there is refused, which is tried often enough.
                at = at < server.At + 60 && numbers.NextChance(0.8) ? server.At + 60 + Time(duration / 2) : at;
                steps.Add(OnServer(kind, at, server, hosts, PortsFor(kind, server, servers, ports)));
                if (FollowUp(kind) is { } next && numbers.NextChance(0.75))
                {
                    // A live migration is over soon.
                    int after = kind == OperationKind.LiveMigrate ? numbers.NextInt(60) : 60 + Time(240);
                    FuzzPort[] same = [.. ports.Where(port => port.Name == steps[^1].Operation.Port)];
                    steps.Add(OnServer(next, at + after, server, hosts, same));
                }
            }
            else if (OnHost(numbers.Pick(HostKinds), Time(duration), numbers.Pick(hosts)) is { } step)
            {
                steps.Add(step);
            }
        }

        return [.. steps.Where(step => step.Operation.Port is not null || !OperationFormat.KeysOf(step.Operation.Kind).Contains("port"))];
    }

    /// <summary>A server for an operation; guests that cannot migrate live are asked to seldom.</summary>
    private FuzzServer PickFor(OperationKind kind, IReadOnlyList<FuzzServer> servers)
    {
        FuzzServer[] movable = [.. servers.Where(server => FuzzCatalogue.IsMovable(server.Flavor))];
        return kind == OperationKind.LiveMigrate && movable.Length > 0 && numbers.NextChance(0.7)
            ? numbers.Pick<FuzzServer>(movable) : numbers.Pick(servers);
    }

    /// <summary>Mostly the ports with which an operation can do something: free ones, or the server's own.</summary>
    private FuzzPort[] PortsFor(OperationKind kind, FuzzServer server, IReadOnlyList<FuzzServer> servers, IReadOnlyList<FuzzPort> ports)
    {
        FuzzPort[] fitting =
        [
            .. ports.Where(port => kind == OperationKind.DetachInterface
                ? server.Ports.Contains(port.Name)
                : !servers.Any(owner => owner.Ports.Contains(port.Name))),
        ];
        return fitting.Length > 0 && numbers.NextChance(0.8) ? fitting : [.. ports];
    }

    /// <summary>A second; most come in bursts, so that operations overlap.</summary>
    public int Time(int duration)
    {
        int second = numbers.NextInt(duration);
        return numbers.NextChance(0.6) ? second - (second % 120) + numbers.NextInt(3) : second;
    }

    /// <summary>The release of a host that was upgraded before the others, or null where there is no later one that takes the same options.</summary>
    public string? Upgrade() => release == "2024.1" ? FuzzCatalogue.Latest : null;

    /// <summary>Entries of a device_spec. Placement takes no PFs together with their VFs.</summary>
    public List<string> Specs(bool reports)
    {
        List<string> specs = [];
        if (numbers.NextChance(0.9))
        {
            specs.Add(release != "2023.1" && numbers.NextChance(0.15) ? "gpu-class" : "gpu");
        }

        if (numbers.NextChance(0.8))
        {
            specs.Add(reports && release == FuzzCatalogue.Latest && numbers.NextChance(0.5) ? "nvme-once" : "nvme");
        }

        if (numbers.NextChance(0.7))
        {
            specs.Add("vdpa");
        }

        if (numbers.NextChance(0.7))
        {
            specs.Add("dpu");
        }

        bool isForPorts = numbers.NextChance(0.4);
        int functions = numbers.NextInt(5);
        if (functions is 0 or 1 || (functions == 2 && !reports))
        {
            specs.Add(isForPorts ? "vf-net" : release == FuzzCatalogue.Latest && numbers.NextChance(0.5) ? "vf-movable" : "vf");
        }

        if (functions == 3 || (functions == 2 && !reports))
        {
            specs.Add(isForPorts ? "pf-net" : "pf");
        }

        return specs;
    }

    /// <summary>What users do after it, when it has come to an end, or null.</summary>
    private OperationKind? FollowUp(OperationKind kind) => kind switch
    {
        OperationKind.Migrate or OperationKind.Resize => numbers.NextChance(0.6) ? OperationKind.Confirm : OperationKind.Revert,
        OperationKind.Shelve => OperationKind.Unshelve,
        OperationKind.Evacuate => OperationKind.Start,
        OperationKind.AttachInterface => OperationKind.DetachInterface,
        OperationKind.LiveMigrate => numbers.NextChance(0.5) ? OperationKind.AbortLiveMigration : OperationKind.ForceCompleteLiveMigration,
        OperationKind.Stop => OperationKind.Start,
        OperationKind.Pause => numbers.NextChance(0.5) ? OperationKind.Unpause : OperationKind.LiveMigrate,
        OperationKind.Suspend => OperationKind.Resume,
        _ => null,
    };

    private static OperationKind[] Weigh(Func<OperationKind, bool> isMeant, params ReadOnlySpan<OperationKind> more) =>
        [.. Enum.GetValues<OperationKind>().Where(isMeant), .. more];

    private FuzzStep OnServer(
        OperationKind kind, int at, FuzzServer server, IReadOnlyList<FuzzHost> hosts, FuzzPort[] ports)
    {
        IReadOnlyList<string> keys = OperationFormat.KeysOf(kind);
        bool Draws(string key, double chance) => keys.Contains(key) && numbers.NextChance(chance);
        return new FuzzStep(new Operation(TimeSpan.FromSeconds(at), kind, server.Target)
        {
            Host = Draws("host", 0.3) ? numbers.Pick(hosts).Name : null,
            Flavor = keys.Contains("flavor") ? numbers.Pick(FuzzCatalogue.Flavors).Key : null,
            Image = Draws("image", 0.7) ? numbers.Pick(FuzzCatalogue.Images).Key : null,
            Port = keys.Contains("port") && ports.Length > 0 ? numbers.Pick(ports).Name : null,
            Faults = Draws("fail", 0.3) ? [.. Faults(hosts)] : [],
        });
    }

    /// <summary>Places where it fails, each on one host or on all.</summary>
    private IEnumerable<PlannedFault> Faults(IReadOnlyList<FuzzHost> hosts)
    {
        foreach (FaultPoint point in Points.Where(_ => numbers.NextChance(0.4)))
        {
            bool isOne = numbers.NextChance(0.5);
            FuzzHost picked = numbers.Pick(hosts);
            foreach (FuzzHost host in hosts.Where(host => !isOne || host == picked))
            {
                yield return new PlannedFault(point, host.Name);
            }
        }
    }

    /// <summary>An operation on a host, or on the provider of one of its cards; null where there is no such provider.</summary>
    private FuzzStep? OnHost(OperationKind kind, int second, FuzzHost host)
    {
        TimeSpan at = TimeSpan.FromSeconds(second);
        if (kind == OperationKind.RestartControllers)
        {
            return new FuzzStep(new Operation(at, kind, numbers.Pick(["all", "scheduler"])))
            {
                Schedules = release != "2023.1" && numbers.NextChance(0.3) ? numbers.NextChance(0.5) : null,
                ResizesToSameHost = numbers.NextChance(0.3),
                Release = numbers.NextChance(0.2) ? Upgrade() : null,
            };
        }

        if (!kind.IsOnHost())
        {
            FuzzCard[] known = [.. host.Cards.Where(card => host.Reports && host.Specs.Any(spec => IsReported(spec, card)))];
            return known.Length == 0 ? null : new FuzzStep(
                new Operation(at, kind, $"{host.Name}_{numbers.Pick<FuzzCard>(known).Address}", numbers.NextInt(2)));
        }

        IReadOnlyList<string> keys = OperationFormat.KeysOf(kind);
        bool changes = keys.Contains("nova_conf") && numbers.NextChance(0.4);
        bool reports = host.Reports || (release != "2023.1" && numbers.NextChance(0.3));
        return new FuzzStep(new Operation(at, kind, host.Name)
        {
            ForcedDown = keys.Contains("forced-down") && numbers.NextChance(0.7),
            Downtime = TimeSpan.FromSeconds(keys.Contains("downtime") ? numbers.Pick<int>([0, 0, 5, 60]) : 0),
        })
        {
            ExchangesMachine = keys.Contains("hardware") && numbers.NextChance(0.15) ? numbers.NextChance(0.7) : null,
            Release = keys.Contains("release") && numbers.NextChance(0.2) ? Upgrade() : null,
            Specs = changes ? Specs(reports) : null,
            Reports = reports,
        };
    }

    /// <summary>Whether a device_spec entry makes a provider of a card; devices that ports use have none.</summary>
    private static bool IsReported(string spec, FuzzCard card) =>
        FuzzCatalogue.CardOf(spec) == card.Kind && card.Kind is not ("vdpa" or "dpu") && !spec.EndsWith("-net", StringComparison.Ordinal);
}
