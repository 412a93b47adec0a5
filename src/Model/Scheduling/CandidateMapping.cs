using Model.Pci;
using Model.Placement;

namespace Model.Scheduling;

/// <summary>Shows an allocation candidate's providers to the PCI pools.</summary>
public static class CandidateMapping
{
    /// <summary>The provider of each group of a candidate.</summary>
    public static PciProviderMapping Of(AllocationCandidate candidate)
    {
        List<(string Group, string Provider)> entries = new(candidate.Mappings.Count);
        foreach (GroupMapping mapping in candidate.Mappings)
        {
            if (mapping.ProviderUuids.Count > 0)
            {
                entries.Add((mapping.Suffix, mapping.ProviderUuids[0]));
            }
        }

        return new PciProviderMapping(entries);
    }
}
