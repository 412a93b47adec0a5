using Model.Configuration;
using Model.Scheduling.PreFilters;

namespace Model.Scheduling;

/// <summary>The pre-filters in Nova's order. A new one is one more line here.</summary>
public static class PreFilterRegistry
{
    private static readonly (IPreFilter Filter, Func<ReleaseFeatures, bool> Exists)[] All =
    [
        (new TenantAggregate(), _ => true),
        (new AvailabilityZone(), _ => true),
        (new ImageTypeSupport(), _ => true),
        (new ComputeStatus(), _ => true),
        (new IsolateAggregates(), _ => true),
        (new ImageMetadataTraits(), _ => true),
        (new Accelerators(), _ => true),
        (new PackedVirtqueue(), _ => true),
        (new RoutedNetworks(), _ => true),
        (new RemoteManagedPorts(), release => release.SchedulerRemoteManagedPrefilter),
        (new EphemeralEncryption(), release => release.SchedulerEphemeralEncryptionPrefilter),
        (new VirtioSound(), release => release.SchedulerVirtioSoundPrefilter),
        (new TpmSecretSecurity(), release => release.SchedulerTpmSecretPrefilter),
        (new OwnerNova(), release => release.PlacementOwnerTrait),
    ];

    /// <summary>The pre-filters of a release.</summary>
    public static IReadOnlyList<IPreFilter> Create(NovaRelease release) =>
        [.. All.Where(entry => entry.Exists(release.Features)).Select(entry => entry.Filter)];
}
