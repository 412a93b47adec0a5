namespace Model.Placement;

/// <summary>All that one consumer shall hold from now on; replaces what it held (Placement: body of PUT or POST allocations).</summary>
public sealed record ConsumerClaim
{
    /// <summary>The consumer: an instance or a migration.</summary>
    public required string ConsumerUuid { get; init; }

    /// <summary>What it shall hold, every (provider, class) once, amounts at least 1; empty removes everything.</summary>
    public required IReadOnlyList<ProviderAllocation> Allocations { get; init; }

    /// <summary>The project, or null before microversion 1.8 (stored as the "incomplete consumer" id).</summary>
    public required string? ProjectId { get; init; }

    /// <summary>The user, or null before microversion 1.8.</summary>
    public required string? UserId { get; init; }

    /// <summary>The kind of consumer, for example <c>INSTANCE</c>; null before microversion 1.38 (leaves it as it is).</summary>
    public string? ConsumerType { get; init; }

    /// <summary>The generation the caller has seen; null says "there is no such consumer yet".</summary>
    public int? ConsumerGeneration { get; init; }

    /// <summary>Whether <see cref="ConsumerGeneration"/> is compared; false before microversion 1.28.</summary>
    public bool ChecksGeneration { get; init; } = true;
}
