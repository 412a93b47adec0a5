namespace Simulator.Kernel;

/// <summary>
/// A row of equally wide buckets of unsorted entries. The width is a power of two ticks; the last bucket reaches to <see cref="End"/>.
/// </summary>
internal sealed class Rung
{
    /// <summary>First instant of the first bucket.</summary>
    public long Start;

    /// <summary>Exclusive last instant.</summary>
    public long End;

    /// <summary>Binary logarithm of the bucket width.</summary>
    public int Shift;

    /// <summary>Next bucket to be consumed.</summary>
    public int Current;

    /// <summary>Number of buckets in use.</summary>
    public int Length;

    /// <summary>Entries in all buckets, cancelled ones included.</summary>
    public int Count;

    /// <summary>The buckets; all empty beyond <see cref="Length"/> and before <see cref="Current"/>.</summary>
    public Bucket[] Buckets = [];

    /// <summary>Lays the row over [<paramref name="min"/>, <paramref name="end"/>) with about one bucket an entry.</summary>
    /// <param name="min">Time of the first entry.</param>
    /// <param name="max">Time of the last entry.</param>
    /// <param name="end">Exclusive last instant the row is responsible for.</param>
    /// <param name="entries">Number of entries that will be spread.</param>
    public void Lay(long min, long max, long end, int entries)
    {
        int shift = 0;
        while ((max - min) >> shift >= entries)
        {
            shift++;
        }

        Start = min;
        End = end;
        Shift = shift;
        Current = 0;
        Count = 0;
        Length = (int)((max - min) >> shift) + 1;
        if (Buckets.Length < Length)
        {
            Buckets = new Bucket[Math.Max(64, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Length))];
        }
    }

    /// <summary>Index of the bucket that holds an instant; the last one takes everything up to <see cref="End"/>.</summary>
    public int IndexOf(long time)
    {
        unchecked
        {
            long index = (time - Start) >> Shift;
            return index < Length ? (int)index : Length - 1;
        }
    }

    /// <summary>Exclusive last instant of a bucket.</summary>
    public long EndOf(int bucket) => bucket == Length - 1 ? End : Start + ((bucket + 1L) << Shift);

    /// <summary>An unsorted list of slots.</summary>
    internal struct Bucket
    {
        public int Head;
        public int Count;
    }
}
