using Model.Pci;
using Model.Placement;

namespace Model.Scheduling.Policies;

/// <summary>How many free devices stand beside those that an allocation candidate would take.</summary>
internal static class CandidatePools
{
    /// <summary>
    /// The devices left in the pools that serve the requests. A pool is a PF with its VFs, so a small number means that the PF is well used
    /// already. Devices that Placement does not know are taken as Nova takes them, from the first suitable pools.
    /// </summary>
    public static int Left(PciStats? pools, IReadOnlyList<PciRequest> requests, AllocationCandidate? candidate)
    {
        int left = 0;
        PciProviderMapping? mapping = candidate is null ? null : CandidateMapping.Of(candidate);
        foreach (PciRequest request in requests)
        {
            int wanted = request.Count;
            foreach (PciPool pool in pools?.SuitablePools(request, mapping, null) ?? [])
            {
                if (wanted > 0)
                {
                    int taken = Math.Min(wanted, pool.Count);
                    left += pool.Count - taken;
                    wanted -= taken;
                }
            }
        }

        return left;
    }
}
