using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>Turns sizes in bytes into the whole MiB or GiB that Nova counts in.</summary>
internal static class SizeReader
{
    /// <summary>The size in units, rounded up; 0 when the key is not there. Too large a size is reported.</summary>
    /// <param name="reader">Reads the keys.</param>
    /// <param name="key">The key.</param>
    /// <param name="unit">Bytes in a unit.</param>
    /// <param name="unitName">The unit's name.</param>
    /// <param name="least">The smallest size in units that Nova takes.</param>
    public static int Whole(MappingReader reader, TypedKey<Placed<long>> key, long unit, string unitName, int least = 0)
    {
        if (!reader.TryGet(key, out Placed<long> size))
        {
            return 0;
        }

        long whole = (size.Value / unit) + (size.Value % unit == 0 ? 0 : 1);
        if (whole < least)
        {
            reader.Context.Error(ScenarioCodes.OutOfRange, size.Position, $"'{key.Name}' is below the minimum {least} {unitName}");
            return least;
        }

        if (whole <= int.MaxValue)
        {
            return (int)whole;
        }

        reader.Context.Error(ScenarioCodes.OutOfRange, size.Position, $"'{key.Name}' is above the limit of {int.MaxValue} {unitName}");
        return 0;
    }
}
