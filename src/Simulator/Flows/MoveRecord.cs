using Model;
using Model.Servers;
using Simulator.Migrations;

namespace Simulator.Flows;

/// <summary>A move and its times.</summary>
internal sealed class MoveRecord(string server, Migration move, TimeSpan beganAt)
{
    /// <summary>The server's name.</summary>
    public string Server { get; } = server;

    /// <summary>The move.</summary>
    public Migration Move { get; } = move;

    /// <summary>When the conductor, or for an evacuation the API, recorded it.</summary>
    public TimeSpan BeganAt { get; } = beganAt;

    /// <summary>When it was over, or null; a cold migration is over once it is confirmed or reverted.</summary>
    public TimeSpan? EndedAt { get; set; }

    /// <summary>What became of a live migration's transfer; null before its end and where its physics is not modelled.</summary>
    public MigrationReport? Report { get; set; }

    /// <summary>Since when the guest of a cold move stands still; null before that, and where it did not run.</summary>
    public TimeSpan? StoppedAt { get; set; }

    /// <summary>How long the guest stood still; null while it does, and where it is not known.</summary>
    public TimeSpan? Downtime { get; set; }

    /// <summary>When the first interface was unplugged for a live migration; null where there was none to unplug.</summary>
    public TimeSpan? UnpluggedAt { get; set; }

    /// <summary>Until all of them were plugged again; null while they are not.</summary>
    public TimeSpan? Unplugged { get; set; }

    /// <summary>Why it failed, or null.</summary>
    public NovaException? Cause { get; set; }
}
