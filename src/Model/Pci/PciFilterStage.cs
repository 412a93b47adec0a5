namespace Model.Pci;

/// <summary>
/// The tests that a request puts pools to, in Nova's order (<c>nova/pci/stats.py</c>, _filter_pools). Devices in pools that
/// fail a test are lost to the request.
/// </summary>
public enum PciFilterStage
{
    /// <summary>Ids, device type and tags.</summary>
    Spec,

    /// <summary>NUMA affinity.</summary>
    Numa,

    /// <summary>PFs are only given to those who ask for PFs.</summary>
    UnrequestedPf,

    /// <summary>vDPA devices are only given to those who ask for vDPA devices.</summary>
    UnrequestedVdpa,

    /// <summary>Remote-managed devices are only given to those who ask for them.</summary>
    UnrequestedRemoteManaged,

    /// <summary>The pool must stand for a provider of the Placement allocation, with enough free devices.</summary>
    PlacementAllocation,

    /// <summary>Live-migratable devices, or others, if the request cares.</summary>
    LiveMigratable,

    /// <summary>Two pools stand for one provider; nothing is taken then.</summary>
    SplitProvider,
}

/// <summary>Words for <see cref="PciFilterStage"/>.</summary>
public static class PciFilterStages
{
    /// <summary>How many stages drop pools: all but the last.</summary>
    internal const int Dropping = (int)PciFilterStage.SplitProvider;

    /// <summary>Why devices fell out at a stage, as the end of a sentence.</summary>
    public static string ToReason(this PciFilterStage stage) => stage switch
    {
        PciFilterStage.Spec => "vendor, product, device type or tags do not match",
        PciFilterStage.Numa => "wrong NUMA node or socket",
        PciFilterStage.UnrequestedPf => "PFs, which were not requested",
        PciFilterStage.UnrequestedVdpa => "vDPA devices, which were not requested",
        PciFilterStage.UnrequestedRemoteManaged => "remote-managed devices, which were not requested",
        PciFilterStage.PlacementAllocation => "not part of the Placement allocation, or too few in its pool",
        PciFilterStage.LiveMigratable => "wrong live_migratable tag",
        PciFilterStage.SplitProvider => "devices of one resource provider are split across pools",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "unknown stage"),
    };
}
