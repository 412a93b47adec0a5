using Model.Pci;
using Model.Placement;
using Model.Placement.Pci;
using Simulator.Metrics;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows.Faults;

/// <summary>
/// An operator's process that cleans one-time-use devices: Nova reserves their inventory when a server gets them and leaves it so; the
/// process hears of deletes by notification, or looks at Placement from time to time, cleans, and sets <c>reserved</c> back to 0.
/// </summary>
internal sealed class CleaningFlow
{
    private static readonly TimeSpan TriesAgainAfter = TimeSpan.FromMinutes(1);

    private readonly FlowContext _context;
    private readonly CleaningPolicy _policy;
    private readonly RandomStream _delays;
    private readonly RandomStream _losses;
    private readonly RandomStream _work;
    private readonly Resource _crews;
    private readonly HashSet<string> _inWork = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _leftAt = new(StringComparer.Ordinal);
    private readonly Durations _times = new();
    private readonly Durations _polledTimes = new();
    private readonly HashSet<string> _foundByPoll = new(StringComparer.Ordinal);
    private TimeWeighted _idle;
    private int _returned;
    private int _polled;

    /// <summary>Starts the process of a policy.</summary>
    public CleaningFlow(FlowContext context, CleaningPolicy policy)
    {
        _context = context;
        _policy = policy;
        _delays = context.Streams.For("cleaning", "notifications");
        _losses = context.Streams.For("cleaning", "losses");
        _work = context.Streams.For("cleaning", "work");
        _crews = new Resource(context.Env, policy.AtOnce);
        context.Hooks.ServerDeleted += OnDeleted;
        if (policy.Poll is { } interval)
        {
            context.Env.Process(Poll(interval));
        }
    }

    /// <summary>The totals.</summary>
    public CleaningFigures ToFigures() => new(
        _returned, (int)_times.Count, _polled, Quantiles.Of(_times), Quantiles.Of(_polledTimes), _idle.MeanUntil(_context.Now));

    private void OnDeleted(Server server, ComputeHost host)
    {
        foreach (string provider in Dirty(host))
        {
            _returned += _leftAt.TryAdd(provider, _context.Now) ? 1 : 0;
            _idle.Set(_context.Now, _leftAt.Count);
        }

        TimeSpan delay = _policy.Delay.SampleTime(_delays);
        if (!_losses.NextChance(_policy.Lost))
        {
            _context.Env.Process(Notified(host, delay));
        }
    }

    private IEnumerable<Event> Notified(ComputeHost host, TimeSpan delay)
    {
        yield return _context.Env.Sleep(delay);
        Take(host);
    }

    private IEnumerable<Event> Poll(TimeSpan interval)
    {
        while (true)
        {
            yield return _context.Env.Sleep(interval);
            foreach (ComputeHost host in _context.Cloud.Hosts)
            {
                _polled += Take(host, isPoll: true);
            }
        }
    }

    private int Take(ComputeHost host, bool isPoll = false)
    {
        if (_context.Placement.IsAway)
        {
            return 0;
        }

        int taken = 0;
        foreach (string provider in Dirty(host))
        {
            if (_inWork.Add(provider))
            {
                taken++;
                if (isPoll)
                {
                    _foundByPoll.Add(provider);
                }

                _context.Env.Process(Clean(provider, _policy.Clean.SampleTime(_work)));
            }
        }

        return taken;
    }

    private IEnumerable<Event> Clean(string provider, TimeSpan work)
    {
        Request crew = _crews.Request();
        yield return crew;
        yield return _context.Env.Sleep(work);
        while (_context.Placement.IsAway)
        {
            yield return _context.Env.Sleep(TriesAgainAfter);
        }

        PlacementStore placement = _context.Cloud.Placement;
        foreach (Inventory inventory in placement.GetInventories(provider))
        {
            placement.UpdateInventory(provider, inventory with { Reserved = 0 });
        }

        if (_leftAt.Remove(provider, out TimeSpan since))
        {
            _times.Add(_context.Now - since);
            _idle.Set(_context.Now, _leftAt.Count);
            if (_foundByPoll.Remove(provider))
            {
                _polledTimes.Add(_context.Now - since);
            }
        }

        _inWork.Remove(provider);
        _crews.Release(crew);
    }

    /// <summary>Providers of one-time-use devices that are reserved and that nobody has any more.</summary>
    private List<string> Dirty(ComputeHost host)
    {
        PlacementStore placement = _context.Cloud.Placement;
        List<string> dirty = [];
        foreach (PciDevice device in host.Devices)
        {
            if (device.ProviderUuid is { } provider && !dirty.Contains(provider)
                && placement.FindProvider(provider) is not null
                && placement.GetTraits(provider).Contains(PciPlacementNames.OneTimeUseTrait)
                && placement.GetInventories(provider).Any(inventory => inventory.Reserved > 0)
                && placement.GetUsages(provider).All(usage => usage.Amount == 0))
            {
                dirty.Add(provider);
            }
        }

        return dirty;
    }
}
