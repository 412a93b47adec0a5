using System.Globalization;

namespace Model.Scheduling.Policies;

/// <summary>
/// An entry of <c>weight_classes</c> for a policy beyond Nova: <c>NAME[:RESOURCE+RESOURCE…][@MULTIPLIER]</c>, for example
/// <c>simulator.BestFitWeigher:vcpus+memory@2.5</c>. Immutable.
/// </summary>
/// <param name="Name">The name with its prefix.</param>
/// <param name="Resources">The resources to look at; all when the entry names none.</param>
/// <param name="Multiplier">The factor of the weight; 1 when the entry gives none.</param>
public sealed record PolicySetting(string Name, IReadOnlyList<PolicyResource> Resources, double Multiplier)
{
    /// <summary>Reads an entry.</summary>
    /// <exception cref="NovaException">ImportError: an unknown resource, or a multiplier that is no finite number.</exception>
    public static PolicySetting Parse(string entry)
    {
        (string head, double multiplier) = (entry, 1);
        int at = entry.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            head = entry[..at];
            bool isNumber = double.TryParse(entry.AsSpan(at + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out multiplier);
            if (!isNumber || !double.IsFinite(multiplier))
            {
                throw new NovaException("ImportError", $"{entry}: '{entry[(at + 1)..]}' is not a number");
            }
        }

        int colon = head.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new PolicySetting(head, Enum.GetValues<PolicyResource>(), multiplier)
            : new PolicySetting(head[..colon], [.. head[(colon + 1)..].Split('+').Select(name => Read(name, entry))], multiplier);
    }

    private static PolicyResource Read(string name, string entry) => name switch
    {
        "vcpus" => PolicyResource.Vcpus,
        "memory" => PolicyResource.Memory,
        "disk" => PolicyResource.Disk,
        "devices" => PolicyResource.Devices,
        _ => throw new NovaException("ImportError", $"{entry}: unknown resource '{name}'; there are vcpus, memory, disk, devices"),
    };
}
