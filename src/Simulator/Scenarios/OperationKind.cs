namespace Simulator.Scenarios;

/// <summary>What an operator or user does at a given time.</summary>
public enum OperationKind
{
    /// <summary>Delete a server.</summary>
    Delete,

    /// <summary>Migrate a server cold.</summary>
    Migrate,

    /// <summary>Give a server another flavor.</summary>
    Resize,

    /// <summary>Confirm a cold migration or resize.</summary>
    Confirm,

    /// <summary>Take a cold migration or resize back.</summary>
    Revert,

    /// <summary>Migrate a running server.</summary>
    LiveMigrate,

    /// <summary>Build a server anew on another host, its own being down.</summary>
    Evacuate,

    /// <summary>Build a server anew where it is.</summary>
    Rebuild,

    /// <summary>Shelve a server.</summary>
    Shelve,

    /// <summary>Bring a shelved server back.</summary>
    Unshelve,

    /// <summary>Power a stopped server on.</summary>
    Start,

    /// <summary>Power a server off.</summary>
    Stop,

    /// <summary>Pause a server.</summary>
    Pause,

    /// <summary>Let a paused server go on.</summary>
    Unpause,

    /// <summary>Save a server's memory to disk.</summary>
    Suspend,

    /// <summary>Let a suspended server go on.</summary>
    Resume,

    /// <summary>Abort a server's live migration.</summary>
    AbortLiveMigration,

    /// <summary>Make a server's live migration come to an end: by post-copy, or by pausing the guest.</summary>
    ForceCompleteLiveMigration,

    /// <summary>Attach a port to a server.</summary>
    AttachInterface,

    /// <summary>Detach a port from a server.</summary>
    DetachInterface,

    /// <summary>Stop a host's compute service, or the host.</summary>
    StopHost,

    /// <summary>Start a host's compute service.</summary>
    StartHost,

    /// <summary>Stop a host's compute service and start it again.</summary>
    RestartHost,

    /// <summary>Declare a host's compute service down.</summary>
    ForceDown,

    /// <summary>Take that back.</summary>
    ForceUp,

    /// <summary>Disable a host's compute service: no new servers.</summary>
    Disable,

    /// <summary>Enable a host's compute service again.</summary>
    Enable,

    /// <summary>Set <c>reserved</c> in every inventory of a resource provider in Placement.</summary>
    Reserve,

    /// <summary>Restart the scheduler, or API, conductor and scheduler, with another configuration.</summary>
    RestartControllers,
}
