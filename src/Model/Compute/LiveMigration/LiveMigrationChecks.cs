using System.Globalization;
using Model.Pci;

namespace Model.Compute.LiveMigration;

/// <summary>
/// The checks of Nova's conductor before a live migration (<c>nova/conductor/tasks/live_migrate.py</c>). They are three groups because
/// the scheduler works between the first and the last.
/// </summary>
public static class LiveMigrationChecks
{
    /// <summary>Since this version of the compute service guests with a NUMA topology can move.</summary>
    private const int NumaServiceVersion = 40;

    /// <summary>Since this version of the compute service persistent memory can move.</summary>
    private const int PersistentMemoryServiceVersion = 51;

    /// <summary>Since this version of the compute service devices of ports are claimed on the destination.</summary>
    private const int PortDeviceServiceVersion = 36;

    /// <summary>Checks that do not depend on a destination.</summary>
    /// <exception cref="LiveMigrationRefusal">The migration is refused for good.</exception>
    public static void BeforeScheduling(MigrationGuest guest, MigrationHost source, MigrationConditions conditions)
    {
        if (guest.PowerState is not ("running" or "paused"))
        {
            throw new LiveMigrationRefusal(
                LiveMigrationStep.InstanceActive,
                "InstanceInvalidState",
                $"server {guest.Id} is {guest.PowerState}; only running and paused servers can be live-migrated");
        }

        bool canMoveNuma = conditions.MinimumServiceVersion >= NumaServiceVersion || conditions.EnableNumaLiveMigration;
        bool isQemu = source.HypervisorType.Equals("qemu", StringComparison.OrdinalIgnoreCase);
        if (guest.HasNumaTopology && isQemu && !canMoveNuma)
        {
            throw PreCheck(LiveMigrationStep.Numa, "the server has a NUMA topology and some compute services are too old to move it");
        }

        CheckUp(LiveMigrationStep.SourceUp, source);
    }

    /// <summary>Checks that replace the scheduler's work when a destination is forced.</summary>
    /// <exception cref="LiveMigrationRefusal">The migration is refused for good.</exception>
    public static void ForcedDestination(MigrationGuest guest, MigrationHost source, MigrationHost destination)
    {
        if (destination.Name == source.Name)
        {
            throw new LiveMigrationRefusal(
                LiveMigrationStep.SameHost, "UnableToMigrateToSelf", $"server {guest.Id} is already on host {destination.Name}");
        }

        CheckUp(LiveMigrationStep.DestinationUp, destination);
        double available = (destination.MemoryMb * destination.RamAllocationRatio) - (destination.MemoryMb - destination.FreeRamMb);
        if (guest.MemoryMb == 0 || available <= guest.MemoryMb)
        {
            throw PreCheck(
                LiveMigrationStep.Memory,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"host {destination.Name} has {available} MiB left, server {guest.Id} needs more than {guest.MemoryMb} MiB there"));
        }
    }

    /// <summary>Checks of the pair of hosts, for a destination that was forced or chosen by the scheduler.</summary>
    /// <exception cref="LiveMigrationRefusal">The destination does not do; one that was chosen is skipped.</exception>
    public static void OnDestination(
        MigrationGuest guest, MigrationHost source, MigrationHost destination, MigrationConditions conditions)
    {
        if (source.HypervisorType != destination.HypervisorType)
        {
            throw new LiveMigrationRefusal(
                LiveMigrationStep.Hypervisor,
                "InvalidHypervisorType",
                $"the source runs {source.HypervisorType}, the destination {destination.HypervisorType}");
        }

        if (!conditions.SkipHypervisorVersionCheck && source.HypervisorVersion > destination.HypervisorVersion)
        {
            throw new LiveMigrationRefusal(
                LiveMigrationStep.Hypervisor,
                "DestinationHypervisorTooOld",
                $"the hypervisor of {destination.Name} is older than that of {source.Name}");
        }

        if (guest.HasPersistentMemory && conditions.MinimumServiceVersion < PersistentMemoryServiceVersion)
        {
            throw PreCheck(LiveMigrationStep.Resources, "some compute services are too old to move persistent memory");
        }

        CheckPci(guest.PciRequests, source, destination, conditions);
    }

    private static void CheckPci(
        IReadOnlyList<PciRequest> requests, MigrationHost source, MigrationHost destination, MigrationConditions conditions)
    {
        if (requests.Count == 0)
        {
            return;
        }

        foreach (PciRequest request in requests)
        {
            if (!request.IsFromPort && !request.IsLiveMigratable)
            {
                throw PreCheck(LiveMigrationStep.Pci, $"alias {request.AliasName} does not insist on devices that can be live-migrated");
            }
        }

        // Nova means to ask this only of guests with devices of ports, but its test holds for guests without them as well.
        if (!conditions.HasPortBindingExtension)
        {
            throw PreCheck(LiveMigrationStep.Pci, "Neutron lacks the port binding extension that servers with PCI devices need");
        }

        if (source.ServiceVersion < PortDeviceServiceVersion || destination.ServiceVersion < PortDeviceServiceVersion)
        {
            throw PreCheck(LiveMigrationStep.Pci, "the compute service of source or destination is too old to move PCI devices");
        }
    }

    private static void CheckUp(LiveMigrationStep step, MigrationHost host)
    {
        if (!host.IsUp)
        {
            throw new LiveMigrationRefusal(step, "ComputeServiceUnavailable", $"Compute service of {host.Name} is unavailable at this time.");
        }
    }

    private static LiveMigrationRefusal PreCheck(LiveMigrationStep step, string reason) =>
        new(step, "MigrationPreCheckError", reason);
}
