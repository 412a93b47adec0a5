namespace Simulator.Migrations;

/// <summary>What became of a live migration. Times are since the start of the job.</summary>
public sealed record MigrationReport
{
    /// <summary>How it ended.</summary>
    public required MigrationOutcome Outcome { get; init; }

    /// <summary>Why it ended so; empty when it completed by itself.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Until the hypervisor was done.</summary>
    public TimeSpan TotalTime { get; init; }

    /// <summary>Until Nova's monitor saw it: the next look, one every half second.</summary>
    public TimeSpan NoticedAfter { get; init; }

    /// <summary>How long the guest stood still, on whatever host; also when the migration was given up.</summary>
    public TimeSpan Downtime { get; init; }

    /// <summary>The downtime permitted at the end, in milliseconds.</summary>
    public int DowntimeLimit { get; init; }

    /// <summary>Whether the guest was paused, or switched to post-copy, by a request or by the completion timeout.</summary>
    public bool WasForced { get; init; }

    /// <summary>Whether the guest is lost: the migration broke when it ran on the destination without all of its memory.</summary>
    public bool GuestLost { get; init; }

    /// <summary>The parts of the transfer in their order; one that was broken off is the last.</summary>
    public IReadOnlyList<MigrationRound> Rounds { get; init; } = [];

    /// <summary>Everything that was sent, in bytes.</summary>
    public long BytesMoved { get; init; }

    /// <summary>The highest throttling of the guest's CPUs, in percent.</summary>
    public int Throttle { get; init; }
}
