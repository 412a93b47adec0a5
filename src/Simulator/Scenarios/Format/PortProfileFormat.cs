using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A port's <c>profile:</c>.</summary>
internal static class PortProfileFormat
{
    public static readonly KeySet Keys = new("binding profile", "What a port's creator wrote into its binding profile.");

    private static readonly TypedKey<string> Trusted = Keys.Optional(
        "trusted", Kinds.Verbatim, "Whether the VF must be trusted; junk means no, as in Nova.");

    /// <summary>The kind of value: the text of <c>trusted</c>, empty when the profile lacks it.</summary>
    public static readonly ValueKind<string> Kind = new ObjectKind<string>(Keys, reader => reader.Get(Trusted, string.Empty));
}
