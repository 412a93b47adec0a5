using System.Numerics;
using Model.Placement;

namespace Model.Scheduling.Fast;

/// <summary>What a table keeps for one kind of guest: the verdicts of filters and the sums of weights, renewed as far as something changed.</summary>
internal sealed class HostShape(HostTable table, HostVerdicts verdicts)
{
    private readonly List<int> _changed = [];
    private long _cursor = -1;
    private CandidateSet? _set;

    /// <summary>The filters' verdicts.</summary>
    public HostVerdicts Verdicts { get; } = verdicts;

    /// <summary>The hosts that pass, with their sums of weights.</summary>
    public WeightSums Sums { get; } = new(table);

    /// <summary>Brings verdicts and sums to the present; the table must be fresh.</summary>
    /// <exception cref="NovaException">What a filter raises.</exception>
    public void Update(AllocationCandidates answer, RequestSpec request)
    {
        try
        {
            CatchUp(answer.Set!);
            ulong[] wanted = answer.Set!.Bits;
            if (ReferenceEquals(_set, answer.Set))
            {
                foreach (int place in _changed)
                {
                    UpdateWord(place >> 6, wanted[place >> 6], answer, request);
                }
            }
            else
            {
                for (int word = 0; word < wanted.Length; word++)
                {
                    UpdateWord(word, wanted[word], answer, request);
                }

                _set = answer.Set;
            }
        }
        catch (NovaException)
        {
            // Half the work was done.
            StartAnew();
            throw;
        }
    }

    /// <summary>Takes changed hosts out of the sums; they come back if they still pass.</summary>
    private void CatchUp(CandidateSet set)
    {
        Verdicts.CatchUp(set);
        _changed.Clear();
        if (_cursor < 0 || !table.Changes.TryRead(_cursor, out ReadOnlySpan<int> changed))
        {
            StartAnew();
            changed = [];
        }

        _cursor = table.Changes.End;
        foreach (int place in changed)
        {
            if (Sums.Has(place))
            {
                Sums.Leave(place);
            }

            _changed.Add(place);
        }
    }

    private void StartAnew()
    {
        Sums.Clear();
        _set = null;
        _cursor = -1;
    }

    private void UpdateWord(int word, ulong wanted, AllocationCandidates answer, RequestSpec request)
    {
        ulong before = Sums.Hosts[word];
        if ((wanted | before) == 0)
        {
            return;
        }

        ulong passing = Verdicts.Passing(word, wanted, answer, request);
        for (ulong gone = before & ~passing; gone != 0; gone &= gone - 1)
        {
            Sums.Leave((word * 64) + BitOperations.TrailingZeroCount(gone));
        }

        for (ulong come = passing & ~before; come != 0; come &= come - 1)
        {
            Sums.Enter((word * 64) + BitOperations.TrailingZeroCount(come));
        }
    }
}
