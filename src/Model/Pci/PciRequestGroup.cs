using Model.Placement.Pci;

namespace Model.Pci;

/// <summary>
/// What the scheduler asks Placement for one device of a flavor's request: one unit of a resource class from one provider
/// (<c>nova/objects/request_spec.py</c>, generate_request_groups_from_pci_requests). Immutable.
/// </summary>
/// <param name="RequestIndex">The position of the request among those given.</param>
/// <param name="Number">The running number inside the request, from 0.</param>
/// <param name="RequesterId">The group's id, <c>REQUEST_ID-NUMBER</c>.</param>
/// <param name="ResourceClass">The resource class, in Placement's spelling.</param>
/// <param name="RequiredTraits">Traits that the provider must have, in ascending ordinal order.</param>
public sealed record PciRequestGroup(
    int RequestIndex, int Number, string RequesterId, string ResourceClass, IReadOnlyList<string> RequiredTraits)
{
    /// <summary>The groups of all requests; ports get none, whatever the release.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>: a request has alternatives, which Placement cannot be asked for.</exception>
    public static IReadOnlyList<PciRequestGroup> Of(IReadOnlyList<PciRequest> requests)
    {
        List<PciRequestGroup> groups = [];
        for (int index = 0; index < requests.Count; index++)
        {
            PciRequest request = requests[index];
            if (request.IsFromPort)
            {
                continue;
            }

            if (request.Spec.Count != 1)
            {
                throw new NovaException("ValueError", "PCI tracking in Placement does not support multiple specs per PCI request");
            }

            IReadOnlyDictionary<string, string?> spec = request.Spec[0];
            string resourceClass = PciPlacementNames.ResourceClass(
                spec.GetValueOrDefault(PciTags.ResourceClass),
                spec.GetValueOrDefault(PciTags.VendorId),
                spec.GetValueOrDefault(PciTags.ProductId));
            IReadOnlyList<string> traits = PciPlacementNames.Traits(spec.GetValueOrDefault(PciTags.Traits));
            for (int number = 0; number < request.Count; number++)
            {
                groups.Add(new PciRequestGroup(index, number, $"{request.RequestId}-{number}", resourceClass, traits));
            }
        }

        return groups;
    }
}
