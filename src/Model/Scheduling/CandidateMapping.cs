using Model.Pci;
using Model.Placement;

namespace Model.Scheduling;

/// <summary>Shows an allocation candidate's providers to the PCI pools.</summary>
public static class CandidateMapping
{
    /// <summary>The provider of each group of a candidate.</summary>
    public static PciProviderMapping Of(AllocationCandidate candidate)
    {
        IReadOnlyList<GroupMapping> mappings = candidate.Mappings;
        (string Group, string Provider)[] entries = new (string, string)[mappings.Count];
        int count = 0;
        for (int index = 0; index < entries.Length; index++)
        {
            GroupMapping mapping = mappings[index];
            if (mapping.ProviderUuids.Count > 0)
            {
                entries[count++] = (mapping.Suffix, mapping.ProviderUuids[0]);
            }
        }

        Array.Resize(ref entries, count);

        return new PciProviderMapping(entries);
    }
}
