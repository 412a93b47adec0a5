using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>What guests do to their memory: <c>guests:</c> of the migration network, and the entries of its <c>flavors:</c>.</summary>
internal static class GuestActivityFormat
{
    public static readonly KeySet Keys = new("guest activity", "What guests do to their memory; each guest draws once.");

    private static readonly TypedKey<Distribution> DirtyRate = Keys.Optional(
        "dirty-rate",
        DistributionFormat.Rates.All,
        "Memory written per second; lognormal, median 20 MiB/s, sigma 1 unless given (assumption).");

    private static readonly TypedKey<Distribution> WorkingSet = Keys.Optional(
        "working-set",
        DistributionFormat.Sizes.All,
        "The most that is dirty at once; lognormal, median 512 MiB, sigma 1 unless given (assumption).");

    private static readonly TypedKey<double> UsedMemory = Keys.Optional(
        "used-memory", Kinds.Share, "Share of the flavor's memory that holds data; 100% unless given (assumption).");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<GuestActivity> Kind = new ObjectKind<GuestActivity>(Keys, Bind);

    private static GuestActivity Bind(MappingReader reader) => new(
        reader.Get(DirtyRate, GuestActivity.Default.DirtyRate),
        reader.Get(WorkingSet, GuestActivity.Default.WorkingSet!),
        reader.Get(UsedMemory, 1));
}
