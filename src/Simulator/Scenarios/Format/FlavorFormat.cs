using Model.Compute;
using Model.Compute.ExtraSpecs;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>flavors:</c>.</summary>
internal static class FlavorFormat
{
    public static readonly KeySet Keys = new("flavor", "A server size.");

    private const long Mebibyte = 1L << 20;
    private const long Gibibyte = 1L << 30;
    private static readonly TypedKey<int> Vcpus = Keys.Required("vcpus", Kinds.Whole(1), "Virtual CPUs.");
    private static readonly TypedKey<Placed<long>> Ram = Keys.Required(
        "ram", Kinds.Size(Mebibyte).WithPlace(), "Memory; a number without unit is MiB, as in Nova.");

    private static readonly TypedKey<Placed<long>> Disk = Keys.Optional(
        "disk", Kinds.Size(Gibibyte).WithPlace(), "Root disk; a number without unit is GiB; 0 unless given.");

    private static readonly TypedKey<Placed<long>> Ephemeral = Keys.Optional(
        "ephemeral", Kinds.Size(Gibibyte).WithPlace(), "Ephemeral disk; 0 unless given.");

    private static readonly TypedKey<Placed<long>> Swap = Keys.Optional(
        "swap", Kinds.Size(Mebibyte).WithPlace(), "Swap disk; 0 unless given.");

    private static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, Placed<string>>>> ExtraSpecs = Keys.Optional(
        "extra_specs", new MapKind<Placed<string>>(Kinds.Verbatim.WithPlace()), "Extra specs, spelled as Nova spells them.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<FlavorEntry> Kind = new ObjectKind<FlavorEntry>(Keys, Bind);

    private static FlavorEntry Bind(MappingReader reader)
    {
        IReadOnlyList<KeyValuePair<Placed<string>, Placed<string>>> specs = reader.List(ExtraSpecs);
        foreach ((Placed<string> name, Placed<string> value) in specs)
        {
            if (ExtraSpecValidator.Refusal(name.Value, value.Value) is { } reason)
            {
                reader.Context.Error(ScenarioCodes.RefusedByNova, value.Position, $"extra spec '{name.Value}': {reason}");
            }
        }

        Flavor flavor = new()
        {
            Name = string.Empty,
            Vcpus = reader.Get(Vcpus, 1),
            MemoryMb = SizeReader.Whole(reader, Ram, Mebibyte, "MiB", least: 1),
            RootGb = SizeReader.Whole(reader, Disk, Gibibyte, "GiB"),
            EphemeralGb = SizeReader.Whole(reader, Ephemeral, Gibibyte, "GiB"),
            SwapMb = SizeReader.Whole(reader, Swap, Mebibyte, "MiB"),
            ExtraSpecs = [.. specs.Select(spec => new KeyValuePair<string, string>(spec.Key.Value, spec.Value.Value))],
        };
        return new FlavorEntry(flavor, [.. specs.Select(spec => spec.Value)]);
    }
}
