namespace Model.Configuration;

/// <summary>
/// What a release of Nova does and does not. Read from the release notes and the source of each X.0.0;
/// code asks for a feature by name and never compares version numbers itself.
/// </summary>
public sealed record ReleaseFeatures
{
    private static readonly ReleaseFeatures[] ByMajor =
        [.. NovaRelease.All.Select(release => new ReleaseFeatures(release.Major))];

    private ReleaseFeatures(int major)
    {
        PciAddressSkip = major >= 23;
        PciTypeChangePools = major >= 23;
        PciManagedTag = major >= 31;
        PciLiveMigratableTag = major >= 31;
        PciOneTimeUseTag = major >= 32;
        PciAliasPlacementFields = major >= 27;
        PciAliasLiveMigratable = major >= 31;
        PciAliasStrictIds = major >= 32;
        PciPoolsByParent = major >= 27;
        PciRequestsJoint = major >= 26;
        PciOneProviderOnePool = major >= 32;
        PciRemoveWhenFreed = major >= 32;
        PciNumaSocket = major >= 23;
        PciNumaInstancePolicy = major >= 21;
        PciNumaPortPolicy = major >= 23;
        PciRemoteManaged = major >= 25;
        PciVdpaPorts = major >= 23;
        PlacementReport = major >= 26;
        PlacementSchedule = major >= 27;
        PlacementKeepUsed = major >= 32;
        PlacementCleanStray = major >= 32;
        PlacementOwnerTrait = major >= 34;
        PlacementLiveMigratableTrait = major >= 34;
        UnifiedLimitsCountPci = major >= 34;
        SchedulerCandidateFilters = major >= 27;
        SchedulerAvailabilityZoneFilter = major <= 27;
        SchedulerAvailabilityZoneFilterEnabled = major <= 23;
        SchedulerAvailabilityZoneByPlacement = major >= 28;
        SchedulerHypervisorVersionWeigher = major >= 28;
        SchedulerNumInstancesWeigher = major >= 28;
        SchedulerImagePropertiesWeigher = major >= 31;
        SchedulerRemoteManagedPrefilter = major >= 25;
        SchedulerEphemeralEncryptionPrefilter = major >= 26;
        SchedulerVirtioSoundPrefilter = major >= 32;
        SchedulerTpmSecretPrefilter = major >= 33;
        NumaPackDefault = major == 25;
        NumaClaimPciAlways = major >= 34;
        FlowAttachSriov = major >= 22;
        FlowLiveSriov = major >= 20;
        FlowLivePciFlavor = major >= 31;
        FlowPciPrecheck = major >= 20;
        FlowColdSriov = major >= 14;
        FlowResizeNewPci = major >= 26;
        FlowUnshelveSlot = major >= 24;
        FlowVdpaMoves = major >= 26;
        FlowShelveUnbindsPorts = major >= 28;
        FlowParallelLiveMigration = major >= 33;
        Viommu = major >= 26;
        (MinimumLibvirt, MinimumQemu) = MinimumVersions(major);
    }

    /// <summary>A PCI device whose address is out of range is skipped; before, it broke the whole update.</summary>
    public bool PciAddressSkip { get; }

    /// <summary>A device whose type changed moves to the right pool.</summary>
    public bool PciTypeChangePools { get; }

    /// <summary>The device_spec tag <c>managed</c> is checked and honoured; before, it is a free tag.</summary>
    public bool PciManagedTag { get; }

    /// <summary>The device_spec tag <c>live_migratable</c> is checked and honoured; before, it is a free tag.</summary>
    public bool PciLiveMigratableTag { get; }

    /// <summary>The device_spec tag <c>one_time_use</c> is checked and honoured; before, it is a free tag.</summary>
    public bool PciOneTimeUseTag { get; }

    /// <summary>An alias may have <c>resource_class</c> and <c>traits</c>; before, it is invalid.</summary>
    public bool PciAliasPlacementFields { get; }

    /// <summary>An alias may have <c>live_migratable</c>; before, it is invalid.</summary>
    public bool PciAliasLiveMigratable { get; }

    /// <summary>Every alias must name its ids (or a resource class when Placement schedules PCI).</summary>
    public bool PciAliasStrictIds { get; }

    /// <summary>VFs of different PFs are in different pools.</summary>
    public bool PciPoolsByParent { get; }

    /// <summary>All PCI requests of a server are tested together; before, each alone (bug 1986838).</summary>
    public bool PciRequestsJoint { get; }

    /// <summary>A resource provider of a device belongs to one pool; before, bug 2098496.</summary>
    public bool PciOneProviderOnePool { get; }

    /// <summary>A device that vanished while in use is removed when freed.</summary>
    public bool PciRemoveWhenFreed { get; }

    /// <summary>The NUMA policy <c>socket</c> exists.</summary>
    public bool PciNumaSocket { get; }

    /// <summary>Flavor and image may set the NUMA policy of PCI devices.</summary>
    public bool PciNumaInstancePolicy { get; }

    /// <summary>A port may set the NUMA policy of its device.</summary>
    public bool PciNumaPortPolicy { get; }

    /// <summary>The device_spec tag <c>remote_managed</c> and ports of that kind exist.</summary>
    public bool PciRemoteManaged { get; }

    /// <summary>Ports with vDPA devices exist.</summary>
    public bool PciVdpaPorts { get; }

    /// <summary>Computes can report PCI devices to Placement.</summary>
    public bool PlacementReport { get; }

    /// <summary>The scheduler can ask Placement for PCI devices.</summary>
    public bool PlacementSchedule { get; }

    /// <summary>A device in use stays in Placement when it is no longer configured.</summary>
    public bool PlacementKeepUsed { get; }

    /// <summary>Resource providers of devices that are gone are removed.</summary>
    public bool PlacementCleanStray { get; }

    /// <summary>Providers carry the trait OWNER_NOVA, and the scheduler asks for it once all computes are new enough.</summary>
    public bool PlacementOwnerTrait { get; }

    /// <summary>Providers of devices tagged live-migratable carry HW_PCI_LIVE_MIGRATABLE.</summary>
    public bool PlacementLiveMigratableTrait { get; }

    /// <summary>Unified limits count PCI devices.</summary>
    public bool UnifiedLimitsCountPci { get; }

    /// <summary>PciPassthroughFilter and NUMATopologyFilter look at each allocation candidate of a host.</summary>
    public bool SchedulerCandidateFilters { get; }

    /// <summary>AvailabilityZoneFilter exists.</summary>
    public bool SchedulerAvailabilityZoneFilter { get; }

    /// <summary>AvailabilityZoneFilter is enabled by default.</summary>
    public bool SchedulerAvailabilityZoneFilterEnabled { get; }

    /// <summary>A requested availability zone always narrows the Placement query.</summary>
    public bool SchedulerAvailabilityZoneByPlacement { get; }

    /// <summary>HypervisorVersionWeigher exists.</summary>
    public bool SchedulerHypervisorVersionWeigher { get; }

    /// <summary>NumInstancesWeigher exists.</summary>
    public bool SchedulerNumInstancesWeigher { get; }

    /// <summary>ImagePropertiesWeigher exists.</summary>
    public bool SchedulerImagePropertiesWeigher { get; }

    /// <summary>The pre-filter for remote-managed ports exists.</summary>
    public bool SchedulerRemoteManagedPrefilter { get; }

    /// <summary>The pre-filter for encrypted ephemeral disks exists.</summary>
    public bool SchedulerEphemeralEncryptionPrefilter { get; }

    /// <summary>The pre-filter for virtio sound exists.</summary>
    public bool SchedulerVirtioSoundPrefilter { get; }

    /// <summary>The pre-filter for vTPM secret security exists.</summary>
    public bool SchedulerTpmSecretPrefilter { get; }

    /// <summary>NUMA cells are packed by default; true in one release only.</summary>
    public bool NumaPackDefault { get; }

    /// <summary>A compute's claim looks at PCI pools also for servers without PCI devices (bug 2144660).</summary>
    public bool NumaClaimPciAlways { get; }

    /// <summary>SR-IOV ports can be attached to a running server.</summary>
    public bool FlowAttachSriov { get; }

    /// <summary>Servers with SR-IOV ports can live-migrate (detach, attach).</summary>
    public bool FlowLiveSriov { get; }

    /// <summary>Servers with live-migratable flavor devices can live-migrate.</summary>
    public bool FlowLivePciFlavor { get; }

    /// <summary>The conductor refuses live migrations of servers with other PCI devices beforehand.</summary>
    public bool FlowPciPrecheck { get; }

    /// <summary>Servers with SR-IOV devices can cold-migrate and resize.</summary>
    public bool FlowColdSriov { get; }

    /// <summary>A resize selects its destination by the new flavor's PCI requests (before: bug 1941005).</summary>
    public bool FlowResizeNewPci { get; }

    /// <summary>Unshelve updates the PCI slot of SR-IOV ports (before: bug 1851545).</summary>
    public bool FlowUnshelveSlot { get; }

    /// <summary>Servers with vDPA ports can be moved.</summary>
    public bool FlowVdpaMoves { get; }

    /// <summary>Shelve offload unbinds ports.</summary>
    public bool FlowShelveUnbindsPorts { get; }

    /// <summary>Live migration can use parallel connections.</summary>
    public bool FlowParallelLiveMigration { get; }

    /// <summary>Guests can have a virtual IOMMU.</summary>
    public bool Viommu { get; }

    /// <summary>Oldest libvirt with which nova-compute starts (<c>MIN_LIBVIRT_VERSION</c>).</summary>
    public Version MinimumLibvirt { get; }

    /// <summary>Oldest QEMU with which nova-compute starts (<c>MIN_QEMU_VERSION</c>); 0.0.0 when the release does not look.</summary>
    public Version MinimumQemu { get; }

    /// <summary>The features of a release.</summary>
    public static ReleaseFeatures Of(NovaRelease release) => ByMajor[release.Major - NovaRelease.OldestMajor];

    private static (Version Libvirt, Version Qemu) MinimumVersions(int major) => major switch
    {
        12 => (new Version(0, 9, 11), new Version(0, 0, 0)),
        13 => (new Version(0, 10, 2), new Version(0, 0, 0)),
        <= 15 => (new Version(1, 2, 1), new Version(1, 5, 3)),
        <= 17 => (new Version(1, 2, 9), new Version(2, 1, 0)),
        18 => (new Version(1, 3, 1), new Version(2, 5, 0)),
        <= 20 => (new Version(3, 0, 0), new Version(2, 8, 0)),
        21 => (new Version(4, 0, 0), new Version(2, 11, 0)),
        22 => (new Version(5, 0, 0), new Version(4, 0, 0)),
        <= 27 => (new Version(6, 0, 0), new Version(4, 2, 0)),
        <= 30 => (new Version(7, 0, 0), new Version(5, 2, 0)),
        _ => (new Version(8, 0, 0), new Version(6, 2, 0)),
    };
}
