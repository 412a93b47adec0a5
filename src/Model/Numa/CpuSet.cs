using System.Globalization;
using System.Numerics;
using System.Text;

namespace Model.Numa;

/// <summary>
/// An immutable set of CPU numbers, 0 to <see cref="CpuMax"/>, held as a bit set. It stands for host CPUs (threads) or
/// for guest vCPUs, as the member that holds it says. The default value is the empty set; enumeration is ascending.
/// </summary>
/// <remarks>
/// Nova keeps these as Python sets of integers (<c>nova/objects/numa.py</c>). Where Nova walks such a set we walk it in
/// ascending order, which is Python's order too except for threads of one core whose numbers collide in its hash table.
/// </remarks>
public readonly struct CpuSet : IEquatable<CpuSet>
{
    /// <summary>The largest CPU number accepted. A limit of ours: it bounds the size of the bit set.</summary>
    public const int CpuMax = (1 << 20) - 1;

    private const int WordBits = 64;

    // Never ends in a zero word, so that equal sets have equal arrays; null is the empty set.
    private readonly ulong[]? _words;

    private CpuSet(ulong[] words)
    {
        int length = words.Length;
        while (length > 0 && words[length - 1] == 0)
        {
            length--;
        }

        _words = length == 0 ? null : length == words.Length ? words : words[..length];
    }

    /// <summary>The empty set.</summary>
    public static CpuSet Empty => default;

    /// <summary>How many CPUs are in the set.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in Words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>Whether no CPU is in the set.</summary>
    public bool IsEmpty => _words is null;

    /// <summary>The largest CPU number in the set, or -1 when it is empty.</summary>
    public int Last => _words is null ? -1 : ((_words.Length - 1) * WordBits) + BitOperations.Log2(_words[^1]);

    /// <summary>The bits: CPU <c>n</c> is bit <c>n % 64</c> of word <c>n / 64</c>. The last word is never zero.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>The set of the given CPU numbers; repeats count once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or above <see cref="CpuMax"/>.</exception>
    public static CpuSet Of(params ReadOnlySpan<int> cpus)
    {
        int last = -1;
        foreach (int cpu in cpus)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(cpu, nameof(cpus));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(cpu, CpuMax, nameof(cpus));
            last = Math.Max(last, cpu);
        }

        ulong[] words = new ulong[(last / WordBits) + 1];
        foreach (int cpu in cpus)
        {
            words[cpu / WordBits] |= 1UL << (cpu % WordBits);
        }

        return new CpuSet(words);
    }

    /// <summary>The CPUs <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or above <see cref="CpuMax"/>.</exception>
    public static CpuSet Range(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return Empty;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, CpuMax + 1 - count);
        int last = first + count - 1;
        ulong[] words = new ulong[(last / WordBits) + 1];
        for (int cpu = first; cpu <= last; cpu++)
        {
            words[cpu / WordBits] |= 1UL << (cpu % WordBits);
        }

        return new CpuSet(words);
    }

    /// <summary>The set with the given bits; the words are copied.</summary>
    public static CpuSet FromWords(ReadOnlySpan<ulong> words) => words.IsEmpty ? Empty : new CpuSet(words.ToArray());

    /// <summary>Whether a CPU is in the set.</summary>
    public bool Contains(int cpu) => _words is not null
        && (uint)cpu < (uint)(_words.Length * WordBits)
        && (_words[cpu / WordBits] & (1UL << (cpu % WordBits))) != 0;

    /// <summary>The CPUs that are in this set, in the other, or in both.</summary>
    public CpuSet Union(CpuSet other)
    {
        if (other.IsEmpty)
        {
            return this;
        }

        if (IsEmpty)
        {
            return other;
        }

        (ulong[] longer, ulong[] shorter) = _words!.Length >= other._words!.Length ? (_words, other._words) : (other._words, _words);
        ulong[] words = (ulong[])longer.Clone();
        for (int index = 0; index < shorter.Length; index++)
        {
            words[index] |= shorter[index];
        }

        return new CpuSet(words);
    }

    /// <summary>The CPUs that are in both sets.</summary>
    public CpuSet Intersect(CpuSet other)
    {
        ReadOnlySpan<ulong> left = Words;
        ReadOnlySpan<ulong> right = other.Words;
        int length = Math.Min(left.Length, right.Length);
        if (length == 0)
        {
            return Empty;
        }

        ulong[] words = new ulong[length];
        for (int index = 0; index < length; index++)
        {
            words[index] = left[index] & right[index];
        }

        return new CpuSet(words);
    }

    /// <summary>The CPUs of this set that are not in the other.</summary>
    public CpuSet Except(CpuSet other)
    {
        if (IsEmpty || other.IsEmpty)
        {
            return this;
        }

        ulong[] words = (ulong[])_words!.Clone();
        ReadOnlySpan<ulong> right = other.Words;
        int length = Math.Min(words.Length, right.Length);
        for (int index = 0; index < length; index++)
        {
            words[index] &= ~right[index];
        }

        return new CpuSet(words);
    }

    /// <summary>Whether the sets have a CPU in common.</summary>
    public bool Overlaps(CpuSet other)
    {
        ReadOnlySpan<ulong> left = Words;
        ReadOnlySpan<ulong> right = other.Words;
        int length = Math.Min(left.Length, right.Length);
        for (int index = 0; index < length; index++)
        {
            if ((left[index] & right[index]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether every CPU of this set is in the other.</summary>
    public bool IsSubsetOf(CpuSet other)
    {
        ReadOnlySpan<ulong> left = Words;
        ReadOnlySpan<ulong> right = other.Words;
        if (left.Length > right.Length)
        {
            return false;
        }

        for (int index = 0; index < left.Length; index++)
        {
            if ((left[index] & ~right[index]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many CPUs are in both sets, without building a set.</summary>
    public int CountCommon(CpuSet other)
    {
        ReadOnlySpan<ulong> left = Words;
        ReadOnlySpan<ulong> right = other.Words;
        int length = Math.Min(left.Length, right.Length);
        int count = 0;
        for (int index = 0; index < length; index++)
        {
            count += BitOperations.PopCount(left[index] & right[index]);
        }

        return count;
    }

    /// <summary>Enumerates the CPU numbers, ascending, without allocation.</summary>
    public Enumerator GetEnumerator() => new(_words);

    /// <summary>The CPU numbers, ascending.</summary>
    public int[] ToArray()
    {
        int[] cpus = new int[Count];
        int index = 0;
        foreach (int cpu in this)
        {
            cpus[index++] = cpu;
        }

        return cpus;
    }

    /// <inheritdoc/>
    public bool Equals(CpuSet other) => Words.SequenceEqual(other.Words);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CpuSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        unchecked
        {
            ulong hash = 14695981039346656037UL;
            foreach (ulong word in Words)
            {
                hash = (hash ^ word) * 1099511628211UL;
            }

            return (int)(hash ^ (hash >> 32));
        }
    }

    /// <summary>The set as ranges, for example <c>0-3,8</c>; empty text for the empty set (Nova: <c>format_cpu_spec</c>).</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        int first = -1;
        int previous = -1;
        foreach (int cpu in this)
        {
            if (first >= 0 && cpu == previous + 1)
            {
                previous = cpu;
                continue;
            }

            AppendRange(text, first, previous);
            first = cpu;
            previous = cpu;
        }

        AppendRange(text, first, previous);
        return text.ToString();
    }

    /// <summary>Whether two sets hold the same CPUs.</summary>
    public static bool operator ==(CpuSet left, CpuSet right) => left.Equals(right);

    /// <summary>Whether two sets differ.</summary>
    public static bool operator !=(CpuSet left, CpuSet right) => !left.Equals(right);

    private static void AppendRange(StringBuilder text, int first, int last)
    {
        if (first < 0)
        {
            return;
        }

        text.Append(text.Length == 0 ? string.Empty : ",").Append(CultureInfo.InvariantCulture, $"{first}");
        if (last > first)
        {
            text.Append(CultureInfo.InvariantCulture, $"-{last}");
        }
    }

    /// <summary>Walks a <see cref="CpuSet"/> in ascending order.</summary>
    public struct Enumerator
    {
        private readonly ulong[]? _words;
        private ulong _rest;
        private int _next;

        internal Enumerator(ulong[]? words)
        {
            _words = words;
            Current = -1;
        }

        /// <summary>The CPU number reached.</summary>
        public int Current { get; private set; }

        /// <summary>Steps to the next CPU.</summary>
        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (_words is null || _next == _words.Length)
                {
                    return false;
                }

                _rest = _words[_next++];
            }

            Current = ((_next - 1) * WordBits) + BitOperations.TrailingZeroCount(_rest);
            _rest &= _rest - 1;
            return true;
        }
    }
}
