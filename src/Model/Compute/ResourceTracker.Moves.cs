using Model.Numa;
using Model.Pci;
using Model.Servers;

namespace Model.Compute;

/// <content>Claims of servers that move here, and what the two ends of a move give back.</content>
public sealed partial class ResourceTracker
{
    /// <summary>
    /// Sets aside what a server needs that moves here (<c>resize_claim</c>, <c>rebuild_claim</c>, <c>live_migration_claim</c>): its requests are
    /// built anew from the flavor, without the policy of flavor or image, and are tied to no provider.
    /// </summary>
    /// <param name="instance">The server; afterwards it has a migration context.</param>
    /// <param name="flavor">Its flavor on this host.</param>
    /// <param name="migration">The move.</param>
    /// <param name="aliases">The aliases of this host's configuration.</param>
    /// <param name="image">The image that counts for its cells.</param>
    /// <param name="limits">Limits that the scheduler's NUMA filter handed on, or null for none.</param>
    /// <param name="nameRequest">Gives the id of the n-th new request (from 0).</param>
    /// <exception cref="NovaException">As for <see cref="Claim"/>; also <c>PciRequestAliasNotDefined</c>.</exception>
    public MoveClaim ClaimMove(
        Instance instance,
        Flavor flavor,
        Migration migration,
        PciAliasTable aliases,
        Image image,
        NumaLimits? limits,
        Func<int, string> nameRequest)
    {
        bool isLive = migration.Type == MigrationType.LiveMigration;
        _database.SetDestination(migration, Host, withNode: true);
        if (!isLive)
        {
            migration.Status = MigrationStatus.PreMigrating;
        }

        IReadOnlyList<PciRequest> requests =
        [
            .. PciRequestFactory.FromFlavor(flavor, affinityPolicy: null, aliases, nameRequest),
            .. instance.PciRequests.Where(request => request.IsFromPort),
        ];
        InstanceNumaTopology? numa = Test(NumaConstraints.FromFlavorAndImage(flavor, image), requests, limits);
        if (isLive && instance.Numa is { } present)
        {
            CheckPageSize(present, numa);
        }

        IReadOnlyList<PciDevice> devices = isLive ? [] : ClaimDevices(instance, requests, numa);
        instance.MigrationContext = new MigrationContext
        {
            Migration = migration,
            OldNuma = instance.Numa,
            NewNuma = numa,
            OldDevices = instance.Devices,
            NewDevices = [.. devices.Select(device => new InstanceDevice(Host, device.Address, device.RequestId))],
            OldRequests = instance.PciRequests,
            NewRequests = requests,
        };
        _providers?.ForgetAllocated(instance.Uuid);
        Count(instance, migration);
        Update();
        return new MoveClaim(this, instance, flavor, devices);
    }

    /// <summary>A guest with cells keeps its page size while it runs.</summary>
    private static void CheckPageSize(InstanceNumaTopology present, InstanceNumaTopology? claimed)
    {
        if (claimed is null)
        {
            // Nova stumbles over a guest whose flavor no longer asks for the cells that it has.
            throw new NovaException("AttributeError", "'NoneType' object has no attribute 'cells'");
        }

        if (claimed.Cells[0].PageSizeKb != present.Cells[0].PageSizeKb)
        {
            throw Unavailable(["Requested page size is different from current page size."]);
        }
    }

    /// <summary>Gives back what a server held on this host before it moved away (<c>drop_move_claim_at_source</c>); the move is confirmed.</summary>
    public void ConfirmMove(Instance instance, Migration migration)
    {
        migration.Status = MigrationStatus.Confirmed;
        MigrationContext? context = instance.MigrationContext;
        DropMove(instance, instance.OldFlavor, context?.OldNuma, context?.OldDevices ?? []);
        instance.MigrationContext = null;
    }

    /// <summary>Gives back what a server held on this host after it moved here (<c>drop_move_claim_at_dest</c>); the move is reverted.</summary>
    public void RevertMove(Instance instance, Migration migration)
    {
        migration.Status = MigrationStatus.Reverted;
        MigrationContext? context = instance.MigrationContext;
        DropMove(instance, instance.NewFlavor, context?.NewNuma, context?.NewDevices ?? []);
        instance.RevertMigrationContext();
    }

    /// <summary>Gives back what a live migration with NUMA cells claimed on this host (<c>drop_move_claim</c>).</summary>
    public void DropLiveMigration(Instance instance) =>
        DropMove(instance, instance.Flavor, instance.MigrationContext?.NewNuma, instance.MigrationContext?.NewDevices ?? []);

    /// <summary>Ends a move here: gives back cells, devices and the flavor's share, and no longer counts the server.</summary>
    internal void DropMove(Instance instance, Flavor? flavor, InstanceNumaTopology? numa, IReadOnlyList<InstanceDevice> devices)
    {
        if (flavor is null && _moves.ContainsKey(instance.Uuid))
        {
            flavor = instance.Flavor;
        }

        if (flavor is not null)
        {
            foreach (InstanceDevice device in devices.Where(device => device.Host == Host))
            {
                Pci.FreeDevice(device.Address, instance.Uuid);
            }

            Use(flavor, instance.IsBootFromVolume, numa, -1);
            Update();
        }

        _moves.Remove(instance.Uuid);
        _tracked.Remove(instance.Uuid);
    }

    /// <summary>Counts one end of a move (Nova's <c>_update_usage_from_migration</c>).</summary>
    private void Count(Instance instance, Migration migration)
    {
        bool isIncoming = migration.HasDestinationNode && migration.Destination == Host;
        bool isOutgoing = migration.HasSourceNode && migration.Source == Host;
        bool isTracked = _tracked.Contains(instance.Uuid);
        bool takesNew;
        if (isIncoming && isOutgoing)
        {
            takesNew = instance.Flavor.Name == migration.OldFlavor;
        }
        else if (isTracked || (!isIncoming && !isOutgoing))
        {
            return;
        }
        else
        {
            takesNew = isIncoming;
        }

        // Only resizes know two flavors.
        Flavor? flavor = migration.Type != MigrationType.Resize ? instance.Flavor : takesNew ? instance.NewFlavor : instance.OldFlavor;
        if (flavor is null)
        {
            return;
        }

        if (takesNew)
        {
            Pci.Allocate(instance.Uuid);
        }

        MigrationContext? context = instance.MigrationContext;
        Use(flavor, instance.IsBootFromVolume, takesNew ? context?.NewNuma : context?.OldNuma, 1);
        _moves[instance.Uuid] = migration;
    }
}
