namespace Simulator.Migrations;

/// <summary>What a look of Nova's monitor does to the job, besides setting the downtime.</summary>
internal enum MonitorAction
{
    None,

    /// <summary>Switch to post-copy, or pause the guest.</summary>
    Force,

    /// <summary>Abort the job: it took too long.</summary>
    Abort,
}
