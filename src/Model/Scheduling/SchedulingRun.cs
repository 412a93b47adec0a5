using Model.Placement;
using Model.Scheduling.Fast;

namespace Model.Scheduling;

/// <summary>
/// One call of Nova's <c>select_destinations</c> (<c>nova/scheduler/manager.py</c>), cut where the real one waits for others: for
/// Placement's candidates, the database's hosts and Placement's claims. <see cref="Step"/> says what it waits for.
/// </summary>
public sealed class SchedulingRun
{
    private readonly FilterScheduler _scheduler;
    private readonly RequestSpec _request;
    private readonly IReadOnlyList<string>? _instances;
    private readonly SchedulingEnvironment _environment;
    private readonly IDecisionTrace? _trace;
    private readonly int _alternateCount;
    private readonly List<IReadOnlyList<AllocationCandidate>> _answers = [];
    private readonly List<HostState> _chosenHosts = [];
    private readonly List<AllocationCandidate?> _chosenCandidates = [];
    private IReadOnlyList<string> _providers = [];
    private IReadOnlyList<HostState> _hosts = [];
    private QueryPlan? _plan;
    private HostTableRanking? _ranking;
    private int _index;
    private int _position;
    private bool _isFallback;

    internal SchedulingRun(
        FilterScheduler scheduler,
        RequestSpec request,
        IReadOnlyList<string>? instances,
        SchedulingEnvironment environment,
        bool returnsAlternates,
        IDecisionTrace? trace)
    {
        _scheduler = scheduler;
        _request = request;
        _instances = instances;
        _environment = environment;
        _trace = trace;
        _alternateCount = returnsAlternates ? scheduler.Options.Scheduler.MaxAttempts - 1 : 0;
    }

    /// <summary>What the run waits for.</summary>
    public SchedulingStep Step { get; private set; }

    /// <summary>The query to be put to Placement, in step Candidates.</summary>
    public ResourceQuery? Query { get; private set; }

    /// <summary>The providers whose compute nodes are in question, in step Hosts; null for all nodes.</summary>
    public IReadOnlyList<string>? Providers => _request.IsRebuild ? null : _providers;

    /// <summary>The claim to be tried, in step Claim.</summary>
    public ClaimAttempt Claim { get; private set; }

    /// <summary>For each guest the choice and its alternates, once succeeded.</summary>
    public IReadOnlyList<IReadOnlyList<Selection>> Selections { get; private set; } = [];

    /// <summary>Why the run failed, once it has.</summary>
    public NovaException? Refusal { get; private set; }

    /// <summary>The guests whose claims are to be deleted, once failed. A consumer conflict leaves claims behind, as Nova does.</summary>
    public IReadOnlyList<string> GiveBack { get; private set; } = [];

    private int Wanted => _instances?.Count ?? _request.InstanceCount;

    /// <summary>Whether hosts are claimed in Placement: not for rebuilds, nor for callers that do not name the guests.</summary>
    private bool Claims => _instances is not null && !_request.IsRebuild;

    /// <summary>
    /// Takes Placement's answer; null when it could not be reached, which counts as none found. A refusal counts as none found too, but of the
    /// second query, the one for dedicated CPUs: that one ends the run with <c>TypeError</c>, as in Nova.
    /// </summary>
    public void OnCandidates(CandidateAnswer? answer)
    {
        Expect(SchedulingStep.Candidates);
        _trace?.Answered(answer?.Candidates.Count ?? -1, answer?.Providers.Count ?? 0);
        if (answer?.WhyEmpty is { } why)
        {
            _trace?.Emptied(why);
        }

        if (answer is not null)
        {
            if (answer.Candidates.Count > 0)
            {
                _answers.Add(answer.Candidates);
            }

            _providers = _providers.Count == 0 ? answer.Providers
                : answer.Providers.Count == 0 ? _providers
                : [.. _providers, .. answer.Providers.Except(_providers, StringComparer.Ordinal)];
        }

        Guard(() =>
        {
            if (_isFallback && answer is { IsRefused: true })
            {
                // Nova takes a refusal of the first query for an empty answer, but stumbles over a refusal of the second.
                throw new NovaException("TypeError", "'NoneType' object is not iterable");
            }

            // Hosts of old configurations offer no PCPU, so dedicated CPUs are asked for as VCPU too.
            if (Query!.IsPinned && !_isFallback && !_scheduler.Options.Workarounds.DisableFallbackPcpuQuery)
            {
                _isFallback = true;
                Ask(translatesPinning: false);
                return;
            }

            if (_answers.Count == 0)
            {
                throw NoValidHost("");
            }

            Step = SchedulingStep.Hosts;
        });
    }

    /// <summary>Takes the states of the hosts in question, in the order in which equal weights shall be tried.</summary>
    public void OnHosts(IReadOnlyList<HostState> hosts)
    {
        Expect(SchedulingStep.Hosts);
        // A request that may not leave its cell does not even see the hosts of others.
        _hosts = _request.Destination is { Cell: { } cell, AllowCrossCellMove: false }
            ? [.. hosts.Where(host => host.Cell == cell)]
            : hosts;
        Guard(() =>
        {
            if (!_request.IsRebuild)
            {
                CandidateShares.Give(_answers, _hosts);
            }

            PlaceNext();
        });
    }

    /// <summary>
    /// Takes the hosts in question from a table of all hosts, in whose order equal weights are tried. False, and nothing is changed, when the
    /// request is none that the table can decide; then <see cref="OnHosts"/> takes them one by one. The decision is the same.
    /// </summary>
    /// <param name="table">All hosts as this scheduler knows them; made for this scheduler.</param>
    public bool TryHosts(HostTable table)
    {
        Expect(SchedulingStep.Hosts);
        if (!Claims || Wanted != 1 || _answers.Count != 1 || _answers[0] is not AllocationCandidates answer
            || !TableDecision.TryRank(_scheduler, table, answer, _request, _trace, _alternateCount, out _ranking))
        {
            return false;
        }

        Guard(() =>
        {
            _request.InstanceUuid = _instances![0];
            _hosts = (IReadOnlyList<HostState>?)_ranking ?? [];
            TryNextHost();
        });
        return true;
    }

    /// <summary>Takes the outcome of the claim.</summary>
    public void OnClaim(ClaimOutcome outcome)
    {
        Expect(SchedulingStep.Claim);
        _trace?.Claimed(Claim, outcome);
        Guard(() =>
        {
            switch (outcome)
            {
                case ClaimOutcome.Claimed:
                    Settle(Claim.Host, Claim.Candidate);
                    PlaceNext();
                    break;
                case ClaimOutcome.Refused:
                    _position++;
                    TryNextHost();
                    break;
                default:
                    throw new NovaException(
                        "AllocationUpdateFailed", $"Failed to update allocations for consumer {Claim.Instance}. Error: conflict");
            }
        });
    }

    internal void Start() => Guard(() =>
    {
        if (_request.IsRebuild)
        {
            Step = SchedulingStep.Hosts;
            return;
        }

        QueryKey? key = _scheduler.Plans?.KeyOf(_request);
        _plan = key is { } known ? _scheduler.Plans!.Find(known, _environment) : null;
        if (_plan is null)
        {
            ApplyPreFilters();
            _plan = key is { } plannable ? _scheduler.Plans!.Add(plannable, _request) : null;
        }
        else
        {
            _plan.Apply(_request);
        }

        Ask(translatesPinning: true);
    });

    private static NovaException NoValidHost(string reason) => new("NoValidHost", "No valid host was found. " + reason);

    private void ApplyPreFilters()
    {
        PreFilterContext context = new()
        {
            Options = _scheduler.Options,
            Aggregates = _environment.Aggregates,
            Networks = _environment.Networks,
        };
        foreach (IPreFilter filter in _scheduler.PreFilters)
        {
            try
            {
                filter.Apply(_request, context);
            }
            catch (NovaException refusal) when (refusal.Name == "RequestFilterFailed")
            {
                throw NoValidHost(refusal.Message);
            }
        }
    }

    private void Ask(bool translatesPinning)
    {
        Query = _plan?.Query(translatesPinning);
        if (Query is null)
        {
            Query = ResourceQueryBuilder.Build(_request, _scheduler.Options, _environment.Nodes, translatesPinning);
            Query.IsRemembered = _scheduler.UsesFastPath;
            Query = _plan?.Keep(Query, translatesPinning) ?? Query;
        }

        _trace?.Queried(Query);
        Step = SchedulingStep.Candidates;
    }

    /// <summary>Sorts the hosts for the next guest and takes or claims one; ends the run after the last.</summary>
    private void PlaceNext()
    {
        while (_index < Wanted)
        {
            if (_instances is not null)
            {
                _request.InstanceUuid = _instances[_index];
            }

            _trace?.FilteringBegan(_index, _hosts.Count);
            _hosts = _scheduler.Sort(_hosts, _request, _index, _trace);
            _position = 0;
            if (Claims || _hosts.Count == 0)
            {
                TryNextHost();
                return;
            }

            Settle(_hosts[0], null);
        }

        Finish();
    }

    private void TryNextHost()
    {
        while (_position < _hosts.Count && _hosts[_position].CandidateCount == 0)
        {
            _position++;
        }

        if (_position == _hosts.Count)
        {
            GiveBack = Claims ? [.. _instances!.Take(_index)] : [];
            throw NoValidHost("There are not enough hosts available.");
        }

        HostState host = _hosts[_position];
        Claim = new ClaimAttempt(_instances![_index], host, host.FirstCandidate);
        Step = SchedulingStep.Claim;
    }

    private void Settle(HostState host, AllocationCandidate? candidate)
    {
        _chosenHosts.Add(host);
        _chosenCandidates.Add(candidate);
        if (candidate is not null)
        {
            foreach (RequestedGroup group in _request.RequestedResources ?? [])
            {
                IReadOnlyList<string> providers = candidate.ProvidersOf(group.RequesterId ?? "");
                group.ProviderUuids = providers.Count > 0 ? providers : throw new NovaException("KeyError", group.RequesterId ?? "");
            }
        }

        try
        {
            host.Consume(_request, _scheduler.Options.Compute.PackingHostNumaCellsAllocationStrategy);
        }
        catch (NovaException refusal)
        {
            // Nova only logs it: the compute's claim decides later (docs/fidelity.md N45).
            _trace?.ConsumeFailed(host, refusal);
        }

        if (_request.Group is { } serverGroup)
        {
            serverGroup.Hosts.Add(host.Host);
            if (_instances is not null)
            {
                host.AddInstance(_instances[_index]);
            }
        }

        _index++;
    }

    private void Finish()
    {
        // With several guests the views have changed since the last sort.
        if (_index > 1 && _alternateCount > 0)
        {
            _trace?.FilteringBegan(-1, _hosts.Count);
            _hosts = _scheduler.Sort(_hosts, _request, _index - 1, _trace);
        }

        HashSet<HostState> taken = [.. _chosenHosts];
        List<IReadOnlyList<Selection>> selections = [];
        for (int index = 0; index < _chosenHosts.Count; index++)
        {
            HostState chosen = _chosenHosts[index];
            List<Selection> row = [Selection.Of(chosen, _chosenCandidates[index])];
            for (int place = 0; place < _hosts.Count && row.Count <= _alternateCount; place++)
            {
                HostState host = _hosts[place];
                if (host.Cell == chosen.Cell && !taken.Contains(host) && (!Claims || host.CandidateCount > 0))
                {
                    row.Add(Selection.Of(host, Claims ? host.FirstCandidate : null));
                }
            }

            selections.Add(row);
        }

        Selections = selections;
        Step = SchedulingStep.Succeeded;
        _ranking?.Close();
        _trace?.Selected(selections);
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (NovaException refusal)
        {
            Refusal = refusal;
            Step = SchedulingStep.Failed;
            _ranking?.Close();
            _trace?.Failed(refusal);
        }
    }

    private void Expect(SchedulingStep step)
    {
        if (Step != step)
        {
            throw new InvalidOperationException($"the run waits for {Step}, not for {step}");
        }
    }
}
