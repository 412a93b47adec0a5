namespace Model.Pci;

/// <summary>
/// Binds PCI requests to the resource providers that an allocation candidate chose for them, before a compute claims devices
/// (<c>nova/compute/utils.py</c>, update_pci_request_with_placement_allocations).
/// </summary>
public static class PciRequestBinding
{
    /// <summary>The requests with the providers of their groups; those without a group stay as they are.</summary>
    /// <param name="requests">The guest's requests.</param>
    /// <param name="providers">
    /// The providers of each request group, in the order of the groups; group ids of a request start with its id, as in
    /// <c>REQUEST_ID-0</c>.
    /// </param>
    public static IReadOnlyList<PciRequest> Bind(
        IReadOnlyList<PciRequest> requests, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> providers)
    {
        List<PciRequest> bound = [];
        foreach (PciRequest request in requests)
        {
            List<string> uuids = [];
            foreach ((string group, IReadOnlyList<string> serving) in providers)
            {
                if (!request.IsFromPort && group.StartsWith(request.RequestId, StringComparison.Ordinal))
                {
                    uuids.Add(serving[0]);
                }
            }

            bound.Add(uuids.Count == 0 ? request : request with { Spec = [.. request.Spec.Select(spec => With(spec, string.Join(',', uuids)))] });
        }

        return bound;
    }

    private static Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> spec, string providers)
    {
        Dictionary<string, string?> copy = new(spec, StringComparer.Ordinal) { [PciTags.ProviderUuids] = providers };
        return copy;
    }
}
