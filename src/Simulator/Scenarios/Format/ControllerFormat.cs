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

    private static readonly TypedKey<SchedulerPool> Schedulers = Keys.Optional(
        "schedulers", SchedulersFormat.Kind, "The scheduler's workers and how old what they know may be; one that knows all unless given.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<ControllerEntry> Kind = new ObjectKind<ControllerEntry>(
        Keys,
        reader => new ControllerEntry(
            [.. reader.List(NovaConf), .. reader.List(PlacementConf)], reader.Get(Schedulers, SchedulerPool.Default)));
}
