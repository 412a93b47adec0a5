namespace Simulator.Scenarios;

/// <summary>What a campaign does to its hosts.</summary>
public enum CampaignKind
{
    /// <summary>Empties hosts, works on them and takes them back into service.</summary>
    Maintenance,

    /// <summary>Empties hosts and leaves them disabled.</summary>
    Drain,

    /// <summary>Restarts compute services, with guests running on.</summary>
    Restart,

    /// <summary>Restarts the controllers' services with another configuration, at an instant.</summary>
    Controllers,
}
