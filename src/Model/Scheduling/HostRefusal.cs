namespace Model.Scheduling;

/// <summary>Why a host was refused. The sentence is made only when somebody reads it.</summary>
/// <param name="Filter">The filter; null where the request itself names other hosts.</param>
/// <param name="State">The host as the filter saw it.</param>
/// <param name="Verdict">The filter's answer.</param>
public readonly record struct HostRefusal(IHostFilter? Filter, HostState State, FilterVerdict Verdict)
{
    /// <summary>The host.</summary>
    public string Host => State.Host;

    /// <summary>The reason as a clause about the host.</summary>
    public string Reason => Verdict.Reason;
}
