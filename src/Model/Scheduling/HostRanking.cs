using System.Collections;

namespace Model.Scheduling;

/// <summary>
/// Hosts from heaviest to lightest, sorted only as far as somebody looks: as a rule one is taken and two are kept as alternates. The
/// order is that of <see cref="Weighing.Rank"/>.
/// </summary>
internal sealed class HostRanking : IReadOnlyList<HostState>
{
    private const int Few = 8;

    private readonly List<HostState> _hosts;
    private readonly double[] _totals;
    private int[] _order = [];

    /// <summary>Makes the ranking of hosts with these sums of weights.</summary>
    public HostRanking(List<HostState> hosts, double[] totals)
    {
        _hosts = hosts;
        _totals = totals;
    }

    /// <inheritdoc/>
    public int Count => _hosts.Count;

    /// <inheritdoc/>
    public HostState this[int index]
    {
        get
        {
            if (index >= _order.Length)
            {
                _order = _order.Length == 0 && index < Few && _totals.Length > Few ? FindBest() : Weighing.Order(_totals);
            }

            return _hosts[_order[index]];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<HostState> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The places of the few heaviest; of all where NaN, which has no order, leaves that to the sort.</summary>
    private int[] FindBest()
    {
        int[] best = new int[Few];
        int count = 0;
        double least = double.NegativeInfinity;
        for (int place = 0; place < _totals.Length; place++)
        {
            double total = _totals[place];
            if (double.IsNaN(total))
            {
                return Weighing.Order(_totals);
            }

            if (count == Few && total <= least)
            {
                continue;
            }

            // Equal weights stay in order: a later place goes behind.
            int at = count < Few ? count++ : Few - 1;
            for (; at > 0 && _totals[best[at - 1]] < total; at--)
            {
                best[at] = best[at - 1];
            }

            best[at] = place;
            least = _totals[best[count - 1]];
        }

        return best;
    }
}
