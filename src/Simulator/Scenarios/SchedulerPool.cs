namespace Simulator.Scenarios;

/// <summary>The scheduler's workers: how many there are and how old what they know of the hosts may be.</summary>
/// <param name="Count">Workers, 1 or more.</param>
/// <param name="ViewAge">
/// Time between two readings of the hosts by one worker, 0 or more; with 0 every request reads what the database holds then.
/// </param>
public sealed record SchedulerPool(int Count, TimeSpan ViewAge)
{
    /// <summary>One scheduler that reads the database at every request.</summary>
    public static SchedulerPool Default { get; } = new(1, TimeSpan.Zero);

    /// <summary>
    /// Whether the workers are modelled one by one, each serving one request at a time; else one scheduler serves all requests at
    /// once, as far as <c>[scheduler]workers</c> lets it.
    /// </summary>
    public bool IsModelled => Count > 1 || ViewAge > TimeSpan.Zero;
}
