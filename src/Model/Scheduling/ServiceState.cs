namespace Model.Scheduling;

/// <summary>
/// What the database knows of a compute service (Nova: <c>nova/servicegroup/drivers/db.py</c>). Instants count from the
/// start of the simulation and may be negative.
/// </summary>
public readonly record struct ServiceState
{
    /// <summary>The operator has disabled the service.</summary>
    public bool Disabled { get; init; }

    /// <summary>The operator has declared the service down.</summary>
    public bool ForcedDown { get; init; }

    /// <summary>The service reports regularly, now included; the two instants below are then not looked at.</summary>
    public bool Reporting { get; init; }

    /// <summary>The latest report, or null when it has never reported.</summary>
    public TimeSpan? LastSeen { get; init; }

    /// <summary>When the record was made: stands in for a report that never came.</summary>
    public TimeSpan? Created { get; init; }

    /// <summary>A service that is enabled and reports.</summary>
    public static ServiceState Running => new() { Reporting = true };

    /// <summary>Whether others take the service for alive.</summary>
    /// <param name="now">The present instant.</param>
    /// <param name="serviceDownTime">The option <c>service_down_time</c>.</param>
    public bool IsUp(TimeSpan now, TimeSpan serviceDownTime)
    {
        if (ForcedDown)
        {
            return false;
        }

        if (Reporting)
        {
            return true;
        }

        // A report from the future (clocks that differ) is as bad as an old one.
        TimeSpan? heartbeat = LastSeen ?? Created;
        return heartbeat is { } instant && (now - instant).Duration() <= serviceDownTime;
    }
}
