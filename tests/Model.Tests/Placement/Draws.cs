namespace Model.Tests.Placement;

/// <summary>A stream of numbers that follows from a seed (splitmix64), so that a failing case is found again by its seed.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number in [0, bound).</summary>
    public int Below(int bound)
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
        }
    }

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Each item once in so many times, in order.</summary>
    public List<T> Some<T>(IReadOnlyList<T> items, int oneIn) => [.. items.Where(_ => OneIn(oneIn))];
}
