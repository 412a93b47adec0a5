namespace Simulator.Scenarios;

/// <summary>Spelling of <see cref="OperationKind"/> in scenario files and results, and what each acts on.</summary>
public static class OperationKinds
{
    /// <summary>The name: lower case, words joined by hyphens.</summary>
    public static string ToName(this OperationKind kind) => kind switch
    {
        OperationKind.Delete => "delete",
        OperationKind.Migrate => "migrate",
        OperationKind.Resize => "resize",
        OperationKind.Confirm => "confirm",
        OperationKind.Revert => "revert",
        OperationKind.LiveMigrate => "live-migrate",
        OperationKind.Evacuate => "evacuate",
        OperationKind.Rebuild => "rebuild",
        OperationKind.Shelve => "shelve",
        OperationKind.Unshelve => "unshelve",
        OperationKind.Start => "start",
        OperationKind.Stop => "stop",
        OperationKind.Pause => "pause",
        OperationKind.Unpause => "unpause",
        OperationKind.Suspend => "suspend",
        OperationKind.Resume => "resume",
        OperationKind.AbortLiveMigration => "abort-live-migration",
        OperationKind.ForceCompleteLiveMigration => "force-complete-live-migration",
        OperationKind.AttachInterface => "attach-interface",
        OperationKind.DetachInterface => "detach-interface",
        OperationKind.StopHost => "stop-host",
        OperationKind.StartHost => "start-host",
        OperationKind.RestartHost => "restart-host",
        OperationKind.ForceDown => "force-down",
        OperationKind.ForceUp => "force-up",
        OperationKind.Disable => "disable",
        OperationKind.Enable => "enable",
        OperationKind.Reserve => "reserve",
        OperationKind.RestartControllers => "restart-controllers",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown operation"),
    };

    /// <summary>Whether it acts on a server.</summary>
    public static bool IsOnServer(this OperationKind kind) => kind <= OperationKind.DetachInterface;

    /// <summary>Whether it acts on a host.</summary>
    public static bool IsOnHost(this OperationKind kind) => kind is > OperationKind.DetachInterface and < OperationKind.Reserve;
}
