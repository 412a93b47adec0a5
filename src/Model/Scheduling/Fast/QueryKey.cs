using System.Runtime.CompilerServices;
using Model.Compute;

namespace Model.Scheduling.Fast;

/// <summary>All that pre-filters and the making of a query look at, for a request without wishes about hosts, networks and groups.</summary>
internal readonly record struct QueryKey(Flavor Flavor, Image? Image, string? ProjectId, string? Zone, bool IsOnVolume, bool HasGroup)
{
    /// <summary>The key of a request that no pre-filter has seen yet; null when it has other wishes.</summary>
    public static QueryKey? Of(RequestSpec request)
    {
        bool hasGroup = request.Hints.Count == 1 && request.Hints.ContainsKey("group");
        bool isOrdinary = (request.Hints.Count == 0 || hasGroup) && request.Destination is null && request.RequestedNetworks is null
            && request.ForceHosts.Count == 0 && request.ForceNodes.Count == 0 && request.RequestedResources is null or { Count: 0 }
            && request.RootRequired.Count == 0 && request.RootForbidden.Count == 0 && request.SameSubtree.Count == 0;
        return isOrdinary
            ? new QueryKey(
                request.Flavor, request.Image, request.ProjectId, request.AvailabilityZone, request.IsBootFromVolume, hasGroup)
            : null;
    }

    /// <summary>Flavors and images count as the same only if they are the same object, which is quick to see.</summary>
    public bool Equals(QueryKey other) => ReferenceEquals(Flavor, other.Flavor) && ReferenceEquals(Image, other.Image)
        && ProjectId == other.ProjectId && Zone == other.Zone && IsOnVolume == other.IsOnVolume && HasGroup == other.HasGroup;

    /// <inheritdoc/>
    public override int GetHashCode() =>
        unchecked((RuntimeHelpers.GetHashCode(Flavor) * 31) + (Image is null ? 0 : RuntimeHelpers.GetHashCode(Image)));
}
