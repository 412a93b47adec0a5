using Model;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;

namespace Simulator.Flows.Room;

/// <summary>Which free devices a kind of guest wants, wherever they are: those that would serve it, and those that only nearly would.</summary>
/// <param name="placement">Where providers' traits and resource classes are.</param>
/// <param name="kind">The kind of guest.</param>
/// <param name="groups">The request's groups of its devices.</param>
internal sealed class WantedDevices(PlacementStore placement, DemandKind kind, IReadOnlyList<RequestedGroup> groups)
{
    /// <summary>The pools that would serve a request, its count and the NUMA affinity apart.</summary>
    public IReadOnlyList<PciPool> Serving(PciStats pools, PciRequest request)
    {
        RequestedGroup? group = GroupOf(request);
        return [.. Suitable(pools, request).Where(pool => OffersClass(pool, group) && HasTraits(pool, group))];
    }

    /// <summary>The pools of the device model that a request wants, which yet do not serve it: other traits, tags or physical network.</summary>
    public IReadOnlyList<PciPool> NearlyServing(PciStats pools, PciRequest request)
    {
        RequestedGroup? group = GroupOf(request);
        IReadOnlyList<PciPool> serving = Serving(pools, request);
        PciRequest bare = request with
        {
            Spec = [.. request.Spec.Select(Bare)],
        };
        return
        [
            .. Suitable(pools, bare).Where(pool => !serving.Contains(pool) && OffersClass(pool, group)
                && (HasModel(bare) || group is not null || IsOnPhysicalNetwork(pool))),
        ];
    }

    /// <summary>Whether a provider can serve some request's resource class.</summary>
    public bool IsGroupOfDevice(string suffix) => kind.Devices.Any(request => IsOf(suffix, request));

    private static IReadOnlyList<PciPool> Suitable(PciStats pools, PciRequest request)
    {
        try
        {
            return pools.SuitablePools(request with { Count = 1, NumaPolicy = PciNumaPolicy.Preferred }, null, null);
        }
        catch (NovaException)
        {
            return [];
        }
    }

    /// <summary>Only what tells the model of device and its type.</summary>
    private static IReadOnlyDictionary<string, string?> Bare(IReadOnlyDictionary<string, string?> spec) => spec
        .Where(pair => pair.Key is PciTags.VendorId or PciTags.ProductId or PciTags.DevType)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static bool HasModel(PciRequest request) => request.Spec.All(spec => spec.ContainsKey(PciTags.ProductId));

    private static bool IsOnPhysicalNetwork(PciPool pool) => pool.Properties.Has(PciTags.PhysicalNetwork);

    private static bool IsOf(string suffix, PciRequest request) => suffix.StartsWith(request.RequestId + "-", StringComparison.Ordinal);

    private RequestedGroup? GroupOf(PciRequest request) => groups.FirstOrDefault(group => IsOf(group.RequesterId ?? "", request));

    private bool OffersClass(PciPool pool, RequestedGroup? group) =>
        group is null || pool.ProviderUuid is not { } provider
        || group.Resources.All(wanted => placement.GetInventories(provider).Any(inventory => inventory.ResourceClass == wanted.Key));

    private bool HasTraits(PciPool pool, RequestedGroup? group) =>
        group is null || group.RequiredTraits.Count == 0 || pool.ProviderUuid is not { } provider
        || group.RequiredTraits.IsSubsetOf(placement.GetTraits(provider));
}
