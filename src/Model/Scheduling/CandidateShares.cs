using System.Buffers;
using Model.Pci;
using Model.Placement;

namespace Model.Scheduling;

/// <summary>
/// Which of a request's candidates belong to which host: those that allocate something from the host's own root provider
/// (<c>nova/scheduler/manager.py</c>, alloc_reqs_by_rp_uuid). Kept as numbers; a candidate is spelled out for who looks at it.
/// </summary>
internal sealed class CandidateShares
{
    private readonly IReadOnlyList<IReadOnlyList<AllocationCandidate>> _answers;
    private readonly int[] _first;
    private readonly int[] _candidates;

    private CandidateShares(IReadOnlyList<IReadOnlyList<AllocationCandidate>> answers, int hosts, List<(int Host, int Candidate)> pairs)
    {
        _answers = answers;
        _first = new int[hosts + 1];
        foreach ((int host, _) in pairs)
        {
            _first[host + 1]++;
        }

        for (int host = 0; host < hosts; host++)
        {
            _first[host + 1] += _first[host];
        }

        int[] next = _first.AsSpan(0, hosts).ToArray();
        _candidates = new int[pairs.Count];
        foreach ((int host, int candidate) in pairs)
        {
            _candidates[next[host]++] = candidate;
        }
    }

    /// <summary>Gives each host its share.</summary>
    /// <param name="answers">Placement's answers to the request, in order.</param>
    /// <param name="hosts">The hosts; of several with one uuid the last gets the candidates, and the others the same.</param>
    public static void Give(IReadOnlyList<IReadOnlyList<AllocationCandidate>> answers, IReadOnlyList<HostState> hosts)
    {
        int expected = 0;
        foreach (IReadOnlyList<AllocationCandidate> answer in answers)
        {
            expected += answer.Count;
        }

        List<(int Host, int Candidate)> pairs = new(expected);
        Dictionary<string, int>? byUuid = null;
        int first = 0;
        int[]? same = null;
        foreach (IReadOnlyList<AllocationCandidate> answer in answers)
        {
            if (answer is not AllocationCandidates picks || !TryDivide(picks, first, hosts, pairs))
            {
                if (byUuid is null)
                {
                    (byUuid, same) = Index(hosts);
                }

                DivideByUuid(answer, first, byUuid, pairs);
            }

            first += answer.Count;
        }

        CandidateShares shares = new(answers, hosts.Count, pairs);
        for (int host = 0; host < hosts.Count; host++)
        {
            hosts[host].TakeShare(shares, same is null ? host : same[host]);
        }
    }

    /// <summary>How many candidates a host has.</summary>
    public int CountOf(int host) => _first[host + 1] - _first[host];

    /// <summary>A candidate of a host, spelled out.</summary>
    public AllocationCandidate Spell(int host, int place)
    {
        (IReadOnlyList<AllocationCandidate> answer, int index) = Find(host, place);
        return answer[index];
    }

    /// <summary>The providers of the groups of a candidate of a host.</summary>
    public PciProviderMapping MappingOf(int host, int place)
    {
        (IReadOnlyList<AllocationCandidate> answer, int index) = Find(host, place);
        return answer is AllocationCandidates picks
            ? new PciProviderMapping(picks.FirstProviders(index))
            : CandidateMapping.Of(answer[index]);
    }

    /// <summary>All candidates of a host, spelled out.</summary>
    public AllocationCandidate[] SpellAll(int host)
    {
        AllocationCandidate[] all = new AllocationCandidate[CountOf(host)];
        for (int place = 0; place < all.Length; place++)
        {
            all[place] = Spell(host, place);
        }

        return all;
    }

    private (IReadOnlyList<AllocationCandidate> Answer, int Index) Find(int host, int place)
    {
        int candidate = _candidates[_first[host] + place];
        int answer = 0;
        while (candidate >= _answers[answer].Count)
        {
            candidate -= _answers[answer++].Count;
        }

        return (_answers[answer], candidate);
    }

    /// <summary>Divides by provider handles; false when some host's provider is not what it was when Placement answered.</summary>
    private static bool TryDivide(
        AllocationCandidates picks, int first, IReadOnlyList<HostState> hosts, List<(int Host, int Candidate)> pairs)
    {
        // One more than the host, so that a fresh array says "no host".
        int[] hostOf = ArrayPool<int>.Shared.Rent(picks.ProviderEnd);
        Array.Clear(hostOf, 0, picks.ProviderEnd);
        bool isKnown = FindProviders(picks, hosts, hostOf);
        if (isKnown)
        {
            Divider divider = new(hostOf, first, pairs);
            picks.VisitAllocations(ref divider);
        }

        ArrayPool<int>.Shared.Return(hostOf);
        return isKnown;
    }

    private static bool FindProviders(AllocationCandidates picks, IReadOnlyList<HostState> hosts, int[] hostOf)
    {
        for (int host = 0; host < hosts.Count; host++)
        {
            HostState state = hosts[host];
            if (!picks.IsHandleOf(state.ProviderHandle, state.Uuid))
            {
                state.ProviderHandle = picks.HandleOf(state.Uuid);
            }

            if (state.ProviderHandle < 0 || hostOf[state.ProviderHandle] != 0)
            {
                return false;
            }

            hostOf[state.ProviderHandle] = host + 1;
        }

        return true;
    }

    private static (Dictionary<string, int> ByUuid, int[] Same) Index(IReadOnlyList<HostState> hosts)
    {
        Dictionary<string, int> byUuid = new(hosts.Count, StringComparer.Ordinal);
        for (int host = 0; host < hosts.Count; host++)
        {
            byUuid[hosts[host].Uuid] = host;
        }

        int[] same = new int[hosts.Count];
        for (int host = 0; host < hosts.Count; host++)
        {
            same[host] = byUuid[hosts[host].Uuid];
        }

        return (byUuid, same);
    }

    private static void DivideByUuid(
        IReadOnlyList<AllocationCandidate> answer, int first, Dictionary<string, int> byUuid, List<(int Host, int Candidate)> pairs)
    {
        Divider divider = new([], first, pairs);
        for (int candidate = 0; candidate < answer.Count; candidate++)
        {
            foreach (ProviderAllocation allocation in answer[candidate].Allocations)
            {
                if (byUuid.TryGetValue(allocation.ProviderUuid, out int host))
                {
                    divider.Add(host, candidate);
                }
            }
        }
    }

    private struct Divider(int[] hostOf, int first, List<(int Host, int Candidate)> pairs) : IAllocationVisitor
    {
        private int _begin = pairs.Count;
        private int _candidate = -1;

        public void Visit(int candidate, int provider)
        {
            int host = hostOf[provider];
            if (host != 0)
            {
                Add(host - 1, candidate);
            }
        }

        /// <summary>A host gets a candidate once, from however many classes it allocates there.</summary>
        public void Add(int host, int candidate)
        {
            if (candidate != _candidate)
            {
                _candidate = candidate;
                _begin = pairs.Count;
            }

            for (int index = _begin; index < pairs.Count; index++)
            {
                if (pairs[index].Host == host)
                {
                    return;
                }
            }

            pairs.Add((host, first + candidate));
        }
    }
}
