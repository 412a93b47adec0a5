using System.Numerics;
using System.Runtime.Intrinsics;

namespace Model.Scheduling.Fast;

/// <summary>
/// The sums of the normalised weights of those hosts that can take a guest. They are the very numbers that <see cref="Weighing"/> comes to:
/// the same operations in the same order. A sum is worked out anew when its host changed, and all are when an end of normalisation moved.
/// </summary>
internal sealed class WeightSums
{
    private readonly WeightColumn[] _columns;
    private readonly WeightEnds[] _ends;
    private readonly double[] _lowest;
    private readonly double[] _range;
    private readonly ulong[] _hosts;
    private readonly double[] _sums;
    private readonly double[] _bestOfWord;
    private readonly List<int> _entered = [];
    private readonly List<int> _changedWords = [];
    private readonly bool[] _isChanged;
    private int _hint;

    /// <summary>Makes sums for no hosts.</summary>
    public WeightSums(HostTable table)
    {
        int words = (table.Count + 63) / 64;
        _columns = table.Columns;
        _ends = new WeightEnds[_columns.Length];
        Array.Fill(_ends, new WeightEnds());
        _lowest = new double[_columns.Length];
        _range = new double[_columns.Length];
        _hosts = new ulong[words];
        _sums = new double[words * 64];
        Array.Fill(_sums, double.NegativeInfinity);
        _bestOfWord = new double[words];
        Array.Fill(_bestOfWord, double.NegativeInfinity);
        _isChanged = new bool[words];
    }

    /// <summary>How many hosts there are.</summary>
    public int Count { get; private set; }

    /// <summary>The hosts, one bit each.</summary>
    public ReadOnlySpan<ulong> Hosts => _hosts;

    /// <summary>Whether a host is among them.</summary>
    public bool Has(int place) => (_hosts[place >> 6] & (1UL << (place & 63))) != 0;

    /// <summary>Adds a host, which is not among them.</summary>
    public void Enter(int place)
    {
        _hosts[place >> 6] |= 1UL << (place & 63);
        Count++;
        _entered.Add(place);
        for (int column = 0; column < _ends.Length; column++)
        {
            _ends[column].Enter(place, _columns[column].Weights[place]);
        }
    }

    /// <summary>Takes a host out, which is among them.</summary>
    public void Leave(int place)
    {
        _hosts[place >> 6] &= ~(1UL << (place & 63));
        Count--;
        _sums[place] = double.NegativeInfinity;
        _hint = place;
        NoteChange(place);
        for (int column = 0; column < _ends.Length; column++)
        {
            _ends[column].Leave(place);
        }
    }

    /// <summary>Takes all hosts out.</summary>
    public void Clear()
    {
        Array.Clear(_hosts);
        Array.Fill(_sums, double.NegativeInfinity);
        Array.Fill(_bestOfWord, double.NegativeInfinity);
        Array.Fill(_ends, new WeightEnds());
        Array.Clear(_range);
        Array.Clear(_isChanged);
        _entered.Clear();
        _changedWords.Clear();
        Count = 0;
    }

    /// <summary>The heaviest hosts, heaviest first; of equal ones the first come first.</summary>
    /// <param name="places">Takes their places.</param>
    /// <returns>How many were found.</returns>
    public int FindBest(Span<int> places)
    {
        Settle();

        // The best n hosts are in the n words with the best hosts.
        Span<int> words = places.Length <= 32 ? stackalloc int[places.Length] : new int[places.Length];
        words = words[..FindBestWords(words)];
        words.Sort();
        int count = 0;
        foreach (int word in words)
        {
            for (ulong left = _hosts[word]; left != 0; left &= left - 1)
            {
                Insert(places, ref count, (word * 64) + BitOperations.TrailingZeroCount(left), _sums);
            }
        }

        return count;
    }

    private int FindBestWords(Span<int> words)
    {
        int count = 0;
        double least = double.NegativeInfinity;
        for (int word = 0; word < _bestOfWord.Length; word++)
        {
            if (_bestOfWord[word] > least)
            {
                Insert(words, ref count, word, _bestOfWord);
                least = count == words.Length ? _bestOfWord[words[^1]] : least;
            }
        }

        return count;
    }

    /// <summary>Puts an item behind all that are at least as heavy; the lightest falls out where there is no room.</summary>
    private static void Insert(Span<int> best, ref int count, int item, double[] weights)
    {
        int at = count;
        if (count < best.Length)
        {
            count++;
        }
        else if (weights[best[--at]] >= weights[item])
        {
            return;
        }

        for (; at > 0 && weights[best[at - 1]] < weights[item]; at--)
        {
            best[at] = best[at - 1];
        }

        best[at] = item;
    }

    private void Settle()
    {
        if (_entered.Count == 0 && _changedWords.Count == 0)
        {
            return;
        }

        bool haveMoved = false;
        for (int column = 0; Count > 0 && column < _columns.Length; column++)
        {
            (double low, double high) = _ends[column].Find(_columns[column], _hosts, _hint);
            double range = high - low;
            haveMoved |= _range[column] != range || (_lowest[column] != low && range != 0);
            (_lowest[column], _range[column]) = (low, range);
        }

        if (haveMoved)
        {
            for (int word = 0; word < _hosts.Length; word++)
            {
                SumWord(word);
            }
        }
        else
        {
            foreach (int place in _entered)
            {
                _sums[place] = Has(place) ? Sum(place) : double.NegativeInfinity;
                NoteChange(place);
            }
        }

        foreach (int word in _changedWords)
        {
            _isChanged[word] = false;
            if (!haveMoved)
            {
                _bestOfWord[word] = Best(_sums.AsSpan(word * 64, 64));
            }
        }

        _entered.Clear();
        _changedWords.Clear();
    }

    private void NoteChange(int place)
    {
        if (!_isChanged[place >> 6])
        {
            _isChanged[place >> 6] = true;
            _changedWords.Add(place >> 6);
        }
    }

    private double Sum(int place)
    {
        double sum = 0;
        for (int column = 0; column < _columns.Length; column++)
        {
            if (_range[column] != 0)
            {
                sum += _columns[column].Multiplier * ((_columns[column].Weights[place] - _lowest[column]) / _range[column]);
            }
        }

        return sum;
    }

    private void SumWord(int word)
    {
        ulong hosts = _hosts[word];
        if (hosts == 0)
        {
            _bestOfWord[word] = double.NegativeInfinity;
            return;
        }

        Vector512<long> lanes = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
        Vector512<double> best = Vector512.Create(double.NegativeInfinity);
        for (int first = word * 64, shift = 0; shift < 64; first += 8, shift += 8)
        {
            Vector512<double> sum = Vector512<double>.Zero;
            for (int column = 0; column < _columns.Length; column++)
            {
                if (_range[column] != 0)
                {
                    Vector512<double> weights = Vector512.LoadUnsafe(ref _columns[column].Weights[first]);
                    sum += Vector512.Create(_columns[column].Multiplier)
                        * ((weights - Vector512.Create(_lowest[column])) / Vector512.Create(_range[column]));
                }
            }

            Vector512<long> isHost = Vector512.Equals(Vector512.Create((long)((hosts >> shift) & 0xff)) & lanes, lanes);
            sum = Vector512.ConditionalSelect(isHost.AsDouble(), sum, Vector512.Create(double.NegativeInfinity));
            sum.StoreUnsafe(ref _sums[first]);
            best = Vector512.Max(best, sum);
        }

        _bestOfWord[word] = Best(best);
    }

    private static double Best(ReadOnlySpan<double> sums)
    {
        Vector512<double> best = Vector512.Create(sums);
        for (int first = 8; first < 64; first += 8)
        {
            best = Vector512.Max(best, Vector512.Create(sums[first..]));
        }

        return Best(best);
    }

    private static double Best(Vector512<double> sums)
    {
        double best = sums[0];
        for (int lane = 1; lane < 8; lane++)
        {
            best = Math.Max(best, sums[lane]);
        }

        return best;
    }
}
