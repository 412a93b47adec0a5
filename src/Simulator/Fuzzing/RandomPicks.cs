using Simulator.Randomness;

namespace Simulator.Fuzzing;

/// <summary>Draws one thing out of several.</summary>
internal static class RandomPicks
{
    /// <summary>One of the items, each equally likely.</summary>
    public static T Pick<T>(this RandomStream numbers, IReadOnlyList<T> items) => items[numbers.NextInt(items.Count)];
}
