using Model.Placement;

namespace Model.Scheduling.Fast;

/// <summary>
/// Which PCI request each suffixed group of a candidate is for. Groups carry the ids of their requests, which differ from guest to guest.
/// </summary>
internal static class GroupOwners
{
    /// <summary>
    /// By group in Placement's order, the place of its PCI request; null where some group is for anything else, or where a request has
    /// groups of its own that are none of the candidates'.
    /// </summary>
    public static int[]? Of(RequestSpec request, AllocationCandidates answer)
    {
        if (!answer.HasSuffixes)
        {
            return request.RequestedResources is { Count: > 0 } ? null : [];
        }

        int[] owners = [.. answer.Suffixes.Select(suffix => OwnerOf(suffix, request))];
        return owners.Contains(-1) || owners.Length != (request.RequestedResources?.Count ?? 0) ? null : owners;
    }

    private static int OwnerOf(string suffix, RequestSpec request)
    {
        int owner = -1;
        for (int index = 0; index < request.PciRequests.Count; index++)
        {
            if (suffix.StartsWith(request.PciRequests[index].RequestId, StringComparison.Ordinal))
            {
                if (owner >= 0)
                {
                    return -1;
                }

                owner = index;
            }
        }

        return owner;
    }
}
