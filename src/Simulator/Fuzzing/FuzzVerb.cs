namespace Simulator.Fuzzing;

/// <summary>What a step of a drawn case does.</summary>
internal enum FuzzVerb
{
    /// <summary>Deletes a server.</summary>
    Delete,

    /// <summary>Migrates a server cold.</summary>
    Migrate,

    /// <summary>Gives a server another flavor.</summary>
    Resize,

    /// <summary>Confirms a move.</summary>
    Confirm,

    /// <summary>Reverts a move.</summary>
    Revert,

    /// <summary>Migrates a server live.</summary>
    LiveMigrate,

    /// <summary>Evacuates a server.</summary>
    Evacuate,

    /// <summary>Rebuilds a server.</summary>
    Rebuild,

    /// <summary>Shelves a server.</summary>
    Shelve,

    /// <summary>Brings a server back from the shelf.</summary>
    Unshelve,

    /// <summary>Powers a server on.</summary>
    Start,

    /// <summary>Stops a host's compute service.</summary>
    StopHost,

    /// <summary>Starts a host's compute service.</summary>
    StartHost,

    /// <summary>Starts a host's compute service anew, with other devices in its device_spec.</summary>
    Restart,

    /// <summary>Disables a host.</summary>
    Disable,

    /// <summary>Enables a host.</summary>
    Enable,

    /// <summary>Sets the reserved amount of every device provider of a host.</summary>
    Reserve,
}
