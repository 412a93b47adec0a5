namespace Simulator.Flows.Leaks;

/// <summary>Words for causes of leaks.</summary>
internal static class LeakCauses
{
    /// <summary>The name in results.</summary>
    public static string ToName(this LeakCause cause) => cause switch
    {
        LeakCause.ErrorMigration => "held by error migration",
        LeakCause.FailedLiveMigration => "failed live migration until audit",
        LeakCause.FailedRebuild => "failed rebuild without allocation",
        LeakCause.EvacuatedSource => "evacuated source until it returns",
        LeakCause.CandidateBesidesClaim => "candidate besides claim",
        LeakCause.LiveMigrationClaims => "claims of a live migration",
        LeakCause.LostCall => "lost call",
        LeakCause.CutOff => "cut off by a stopped service",
        LeakCause.RefusedUpdate => "refused update",
        LeakCause.DeletedInFlight => "deleted during an operation",
        LeakCause.DeletedWhileDown => "deleted while the host was down",
        LeakCause.ConfusedPools => "device_spec changed around a PF in use",
        LeakCause.ExchangedDevice => "device exchanged with its device_spec",
        LeakCause.BrokenClaim => "claim that broke half-way",
        LeakCause.BrokenAudit => "audit that breaks half-way",
        LeakCause.ChangedDevices => "changed devices of a host",
        LeakCause.PlacementAway => "Placement was away",
        LeakCause.MissingDevice => "device missing until nova-compute restarts",
        _ => throw new ArgumentOutOfRangeException(nameof(cause)),
    };
}
