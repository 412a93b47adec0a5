using Simulator.Scenarios;

namespace Simulator.Fuzzing;

/// <summary>Makes a failing case small: takes away whatever the failure does not need.</summary>
internal sealed class CaseShrinker(Func<FuzzCase, CaseFailure?> judge, int triesMax)
{
    private int _tries;

    /// <summary>The smallest case found that fails in the same way.</summary>
    public FuzzCase Shrink(FuzzCase failing, CaseFailure failure)
    {
        FuzzCase best = failing;
        int size;
        do
        {
            size = Size(best);
            best = Without(best, failure, one => one.Steps, (one, steps) => one with { Steps = steps });
            best = Without(best, failure, one => one.Sections, (one, sections) => one with { Sections = sections });
            best = Without(best, failure, one => one.Servers, WithServers);
            best = Without(best, failure, one => one.Ports, WithPorts);
            best = Without(best, failure, one => one.Hosts, WithHosts);
            best = Plainer(best, failure);
        }
        while (Size(best) < size && _tries < triesMax);
        return best;
    }

    private static int Size(FuzzCase one) => one.Steps.Sum(step => 1 + step.Operation.Faults.Count) + one.Sections.Count + one.Ports.Count
        + one.Servers.Sum(server => 1 + server.Ports.Count + server.Faults.Count)
        + one.Hosts.Sum(host => 1 + host.Cards.Count + host.Specs.Count);

    private static FuzzCase WithServers(FuzzCase one, IReadOnlyList<FuzzServer> servers) => one with
    {
        Servers = servers,
        Steps =
        [
            .. one.Steps.Where(step => !step.Operation.Kind.IsOnServer() || servers.Any(server => server.Target == step.Operation.Target)),
        ],
    };

    private static FuzzCase WithHosts(FuzzCase one, IReadOnlyList<FuzzHost> hosts)
    {
        bool Exists(string? name) => hosts.Any(host => host.Name == name);
        IReadOnlyList<PlannedFault> Fits(IReadOnlyList<PlannedFault> faults) => [.. faults.Where(fault => Exists(fault.Host))];
        string? KeyOf(FuzzServer server) => server.PlaceKey is "host" or "destination" && !Exists(server.Place) ? null : server.PlaceKey;
        bool Has(Operation operation) => (operation.Host is null || Exists(operation.Host))
            && (operation.Kind.IsOnServer() || operation.Kind == OperationKind.RestartControllers
            || Exists(operation.Target) || hosts.Any(host => operation.Target.StartsWith($"{host.Name}_", StringComparison.Ordinal)));
        return one with
        {
            Hosts = hosts,
            Steps = [.. one.Steps.Where(step => Has(step.Operation)).Select(step => WithFaults(step, Fits(step.Operation.Faults)))],
            Servers = [.. one.Servers.Select(server => server with { Faults = Fits(server.Faults), PlaceKey = KeyOf(server) })],
        };
    }

    private static FuzzStep WithFaults(FuzzStep step, IReadOnlyList<PlannedFault> faults) =>
        step.Operation.Faults.Count == faults.Count ? step : step with { Operation = step.Operation with { Faults = faults } };

    private static FuzzCase WithPorts(FuzzCase one, IReadOnlyList<FuzzPort> ports)
    {
        bool Exists(string name) => ports.Any(port => port.Name == name);
        return one with
        {
            Ports = ports,
            Steps = [.. one.Steps.Where(step => step.Operation.Port is not { } port || Exists(port))],
            Servers = [.. one.Servers.Select(server => server with { Ports = [.. server.Ports.Where(Exists)] })],
        };
    }

    private bool Fails(FuzzCase one, CaseFailure failure)
    {
        if (_tries >= triesMax || one.Hosts.Count == 0 || one.Servers.Count == 0)
        {
            return false;
        }

        _tries++;
        return judge(one)?.Kind == failure.Kind;
    }

    /// <summary>Takes away ever smaller parts of a list.</summary>
    private FuzzCase Without<T>(
        FuzzCase best, CaseFailure failure, Func<FuzzCase, IReadOnlyList<T>> read, Func<FuzzCase, IReadOnlyList<T>, FuzzCase> write)
    {
        for (int part = Math.Max(1, read(best).Count / 2); part >= 1; part /= 2)
        {
            int from = 0;
            while (from < read(best).Count)
            {
                IReadOnlyList<T> items = read(best);
                FuzzCase smaller = write(best, [.. items.Take(from), .. items.Skip(from + part)]);
                if (Fails(smaller, failure))
                {
                    best = smaller;
                }
                else
                {
                    from += part;
                }
            }
        }

        return best;
    }

    private FuzzCase Plainer(FuzzCase best, CaseFailure failure)
    {
        for (int index = 0; index < best.Steps.Count; index++)
        {
            int place = index;
            FuzzCase With(FuzzCase one, FuzzStep step) => one with { Steps = [.. one.Steps.Take(place), step, .. one.Steps.Skip(place + 1)] };
            best = Without(
                best, failure, one => one.Steps[place].Operation.Faults, (one, faults) => With(one, WithFaults(one.Steps[place], faults)));
        }

        for (int index = 0; index < best.Hosts.Count; index++)
        {
            int place = index;
            best = Without(best, failure, one => one.Hosts[place].Cards, (one, cards) => Put(one, place, one.Hosts[place] with { Cards = cards }));
            best = Without(best, failure, one => one.Hosts[place].Specs, (one, specs) => Put(one, place, one.Hosts[place] with { Specs = specs }));
        }

        FuzzCase[] plainer =
        [
            best with { ResizesToSameHost = false }, best with { OffloadsAfter = 0 }, best with { Release = FuzzCatalogue.Latest },
            best with { Schedules = false },
            best with { Schedules = false, Hosts = [.. best.Hosts.Select(host => host with { Reports = false })] },
            best with { HasArrivals = false }, best with { Workers = 1, ViewAge = 0 }, best with { ConfirmsAfter = 0 },
            best with { HasZone = false, Servers = [.. best.Servers.Select(server => server with { PlaceKey = null })] },
            best with { Servers = [.. best.Servers.Select(server => server with { Lifetime = null, IsGrouped = false, Faults = [] })] },
            best with { Servers = [.. best.Servers.Select(server => server with { Image = null, HasNetwork = false })] },
            best with { Ports = [.. best.Ports.Select(port => port with { Policy = null, IsTrusted = false })] },
        ];
        foreach (FuzzCase one in plainer)
        {
            if (one != best && Fails(one, failure))
            {
                best = one;
            }
        }

        return best;
    }

    private static FuzzCase Put(FuzzCase one, int place, FuzzHost host) =>
        one with { Hosts = [.. one.Hosts.Take(place), host, .. one.Hosts.Skip(place + 1)] };
}
