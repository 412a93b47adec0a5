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
            best = Without(best, failure, one => one.Faults, (one, faults) => one with { Faults = faults });
            best = Without(best, failure, one => one.Servers, WithServers);
            best = Without(best, failure, one => one.Hosts, WithHosts);
            best = Plainer(best, failure);
        }
        while (Size(best) < size && _tries < triesMax);
        return best;
    }

    private static int Size(FuzzCase one) => one.Steps.Count + one.Faults.Count + one.Servers.Count
        + one.Hosts.Sum(host => 1 + host.Cards.Count + host.Specs.Count);

    private static FuzzCase WithServers(FuzzCase one, IReadOnlyList<FuzzServer> servers) => one with
    {
        Servers = servers,
        Steps = [.. one.Steps.Where(step => step.Verb >= FuzzVerb.StopHost || servers.Any(server => server.Name == step.Target))],
    };

    private static FuzzCase WithHosts(FuzzCase one, IReadOnlyList<FuzzHost> hosts)
    {
        bool Exists(string? name) => hosts.Any(host => host.Name == name);
        bool Fits(FuzzStep step) => step.Verb switch
        {
            >= FuzzVerb.StopHost => Exists(step.Target),
            FuzzVerb.Migrate or FuzzVerb.LiveMigrate or FuzzVerb.Evacuate or FuzzVerb.Unshelve => step.Value is null || Exists(step.Value),
            _ => true,
        };
        return one with { Hosts = hosts, Steps = [.. one.Steps.Where(Fits)], Faults = [.. one.Faults.Where(fault => Exists(fault.Host))] };
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
        for (int index = 0; index < best.Hosts.Count; index++)
        {
            int place = index;
            best = Without(best, failure, one => one.Hosts[place].Cards, (one, cards) => Put(one, place, one.Hosts[place] with { Cards = cards }));
            best = Without(best, failure, one => one.Hosts[place].Specs, (one, specs) => Put(one, place, one.Hosts[place] with { Specs = specs }));
        }

        FuzzCase[] plainer =
        [
            best with { ResizesToSameHost = false }, best with { OffloadsAfter = 0 }, best with { Release = FuzzCatalogue.Latest },
            best with { Schedules = false }, best with { Reports = false, Schedules = false },
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
