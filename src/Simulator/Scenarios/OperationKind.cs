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
}
