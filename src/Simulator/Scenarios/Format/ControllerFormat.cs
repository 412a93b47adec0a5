using Model.Configuration;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>The value of <c>controller:</c>.</summary>
internal static class ControllerFormat
{
    public static readonly KeySet Keys = new("controller", "The services that are not on compute hosts.");

    private static readonly TypedKey<IReadOnlyList<SourceText>> NovaConf = Keys.Optional(
        "nova_conf", ConfigurationKind.Instance, "nova.conf of API, conductor and scheduler: text, !file PATH, or a list of them.");

    private static readonly TypedKey<IReadOnlyList<SourceText>> PlacementConf = Keys.Optional(
        "placement_conf", ConfigurationKind.Instance, "placement.conf: text, !file PATH, or a list of them.");

    /// <summary>The kind of value: all configuration texts, later ones winning.</summary>
    public static readonly ValueKind<IReadOnlyList<SourceText>> Kind = new ObjectKind<IReadOnlyList<SourceText>>(
        Keys, reader => [.. reader.List(NovaConf), .. reader.List(PlacementConf)]);
}
