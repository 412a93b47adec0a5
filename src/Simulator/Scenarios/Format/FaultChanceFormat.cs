using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>The value of <c>points:</c>: how often each place in a flow breaks.</summary>
internal static class FaultChanceFormat
{
    public static readonly KeySet Keys = new("chance of faults", "How often places in flows break by chance, on every host.");

    private static readonly (FaultPoint Point, TypedKey<double> Key)[] Places =
        [.. FaultFormat.Words.Select(word => (word.Point, Keys.Optional(word.Name, Kinds.Share, $"Share of the times: {word.Meaning}")))];

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<IReadOnlyList<KeyValuePair<FaultPoint, double>>> Kind =
        new ObjectKind<IReadOnlyList<KeyValuePair<FaultPoint, double>>>(Keys, reader =>
        [
            .. Places.Select(place => KeyValuePair.Create(place.Point, reader.Get(place.Key, 0))).Where(place => place.Value > 0),
        ]);
}
