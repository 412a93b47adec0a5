namespace Model.Scheduling;

/// <summary>How one guest of a request was placed, or was not.</summary>
/// <param name="instance">The guest's index in the request; -1 for the search for alternates.</param>
/// <param name="hosts">How many hosts were looked at.</param>
public sealed class GuestDecision(int instance, int hosts)
{
    /// <summary>The guest's index in the request; -1 for the search for alternates.</summary>
    public int Instance { get; } = instance;

    /// <summary>How many hosts were looked at.</summary>
    public int Hosts { get; } = hosts;

    /// <summary>How many hosts each filter saw and left, in order; the last is the one that left none, if any did.</summary>
    public List<FilterCount> Filters { get; } = [];

    /// <summary>Every refused host, in order.</summary>
    public List<HostRefusal> Refusals { get; } = [];

    /// <summary>Every weight of the hosts that passed; empty when fewer than two passed.</summary>
    public List<HostWeight> Weights { get; } = [];

    /// <summary>The hosts that passed, in the order in which they were to be tried.</summary>
    public List<RankedHost> Ranking { get; } = [];

    /// <summary>The claims tried, in order.</summary>
    public List<ClaimRecord> Claims { get; } = [];

    /// <summary>What went wrong while taking the guest from the chosen host's view.</summary>
    public List<string> ConsumeFailures { get; } = [];
}
