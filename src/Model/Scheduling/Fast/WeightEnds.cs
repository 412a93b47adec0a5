using System.Numerics;
using System.Runtime.Intrinsics;

namespace Model.Scheduling.Fast;

/// <summary>
/// The least and the greatest weight of a column among some of the hosts. One host that has it is remembered for each, so that changes of
/// other hosts need no search.
/// </summary>
internal struct WeightEnds
{
    private double _low = double.PositiveInfinity;
    private double _high = double.NegativeInfinity;
    private int _lowPlace = -1;
    private int _highPlace = -1;

    /// <summary>Of no hosts.</summary>
    public WeightEnds()
    {
    }

    /// <summary>A host came.</summary>
    public void Enter(int place, double weight)
    {
        // A lost end still bounds all hosts that are left.
        if (_highPlace < 0 ? weight >= _high : weight > _high)
        {
            (_high, _highPlace) = (weight, place);
        }

        if (_lowPlace < 0 ? weight <= _low : weight < _low)
        {
            (_low, _lowPlace) = (weight, place);
        }
    }

    /// <summary>A host went, or is about to change.</summary>
    public void Leave(int place)
    {
        _highPlace = _highPlace == place ? -1 : _highPlace;
        _lowPlace = _lowPlace == place ? -1 : _lowPlace;
    }

    /// <summary>The ends of normalisation; looks for those that were lost.</summary>
    /// <param name="column">The weights.</param>
    /// <param name="hosts">Which hosts count, at least one.</param>
    /// <param name="hint">Where to begin: a host after it is likely to have the same weight as the one that went.</param>
    public (double Low, double High) Find(WeightColumn column, ulong[] hosts, int hint)
    {
        if (_highPlace < 0 && column.Highest is null)
        {
            _highPlace = Search(column.Weights, hosts, hint, isHigh: true, _high);
            _high = column.Weights[_highPlace];
        }

        if (_lowPlace < 0 && column.Lowest is null)
        {
            _lowPlace = Search(column.Weights, hosts, hint, isHigh: false, _low);
            _low = column.Weights[_lowPlace];
        }

        return (column.Lowest ?? _low, column.Highest ?? _high);
    }

    /// <summary>The place of an extreme weight; stops at one that is as extreme as any can be.</summary>
    private static int Search(double[] weights, ulong[] hosts, int hint, bool isHigh, double bound)
    {
        int best = -1;
        double most = double.NegativeInfinity;
        double goal = isHigh ? bound : -bound;
        int word = hint >> 6;
        for (int count = 0; count < hosts.Length; count++, word = word + 1 == hosts.Length ? 0 : word + 1)
        {
            if (hosts[word] == 0 || !MayExceed(weights.AsSpan(word * 64, 64), isHigh, most))
            {
                continue;
            }

            for (ulong left = hosts[word]; left != 0; left &= left - 1)
            {
                int place = (word * 64) + BitOperations.TrailingZeroCount(left);
                double weight = isHigh ? weights[place] : -weights[place];
                if (weight > most)
                {
                    (most, best) = (weight, place);
                }
            }

            if (most >= goal)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>Whether any of 64 weights, whosoever they are, is more extreme than the one found so far.</summary>
    private static bool MayExceed(ReadOnlySpan<double> weights, bool isHigh, double most)
    {
        Vector512<double> limit = Vector512.Create(isHigh ? most : -most);
        bool exceeds = false;
        for (int lane = 0; lane < 64 && !exceeds; lane += 8)
        {
            Vector512<double> values = Vector512.Create(weights[lane..]);
            exceeds = isHigh ? Vector512.GreaterThanAny(values, limit) : Vector512.LessThanAny(values, limit);
        }

        return exceeds;
    }
}
