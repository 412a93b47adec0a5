using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>Turns sizes in bytes into the whole MiB or GiB that Nova counts in.</summary>
internal static class SizeReader
{
    /// <summary>The size in units, rounded up; 0 when the key is not there. Too large a size is reported.</summary>
    public static int Whole(MappingReader reader, TypedKey<Placed<long>> key, long unit, string unitName)
    {
        if (!reader.TryGet(key, out Placed<long> size))
        {
            return 0;
        }

        long whole = (size.Value / unit) + (size.Value % unit == 0 ? 0 : 1);
        if (whole <= int.MaxValue)
        {
            return (int)whole;
        }

        reader.Context.Error(ScenarioCodes.OutOfRange, size.Position, $"'{key.Name}' is above the limit of {int.MaxValue} {unitName}");
        return 0;
    }
}
