using Model.Pci;
using Model.Servers;

namespace Model.Compute;

/// <summary>What a destination has set aside for a server that moves there (<c>nova/compute/claims.py</c>, MoveClaim).</summary>
public sealed class MoveClaim
{
    private readonly ResourceTracker _tracker;
    private readonly Flavor _flavor;

    internal MoveClaim(ResourceTracker tracker, Instance instance, Flavor flavor, IReadOnlyList<PciDevice> devices)
    {
        _tracker = tracker;
        Instance = instance;
        _flavor = flavor;
        Devices = devices;
    }

    /// <summary>The server.</summary>
    public Instance Instance { get; }

    /// <summary>The devices it got here, in the order taken.</summary>
    public IReadOnlyList<PciDevice> Devices { get; }

    /// <summary>
    /// Gives the claim back. As in Nova it works on the server as it was before the claim, which knows nothing of the claimed cells and
    /// devices: those stay taken until the next audit.
    /// </summary>
    public void Abort()
    {
        _tracker.DropMove(Instance, _flavor, null, []);
        Instance.MigrationContext = null;
    }
}
