using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An aggregate as read: its metadata and the hosts it names.</summary>
internal sealed record AggregateEntry(IReadOnlyList<KeyValuePair<string, string>> Metadata, IReadOnlyList<Placed<string>> Hosts)
{
    /// <summary>The metadata key that makes an aggregate an availability zone.</summary>
    public const string ZoneKey = "availability_zone";

    /// <summary>The zone, or null.</summary>
    public string? Zone => Metadata.FirstOrDefault(entry => entry.Key == ZoneKey).Value;
}
