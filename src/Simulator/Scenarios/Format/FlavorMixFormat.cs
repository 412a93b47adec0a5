using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A flavor, or a mix of flavors with weights.</summary>
internal static class FlavorMixFormat
{
    /// <summary>The kind of value: flavor names with weights; a lone name has weight 1.</summary>
    public static readonly ValueKind<IReadOnlyList<KeyValuePair<Placed<string>, double>>> Kind =
        new EitherKind<IReadOnlyList<KeyValuePair<Placed<string>, double>>>(
            new MappedKind<Placed<string>, IReadOnlyList<KeyValuePair<Placed<string>, double>>>(
                Kinds.Text.WithPlace(), name => [new(name, 1)]),
            new MapKind<double>(Kinds.NumberAbove(0)));
}
