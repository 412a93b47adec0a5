namespace Model.Scheduling.PreFilters;

/// <summary>Asks for providers that Nova owns, once every compute service is new enough to mark its own.</summary>
public sealed class OwnerNova : IPreFilter
{
    private const string Trait = "OWNER_NOVA";

    // The first service version whose providers carry the trait.
    private const int ComputeVersionMin = 73;

    /// <inheritdoc/>
    public string Name => "owner_nova_filter";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (request.RootRequired.Contains(Trait))
        {
            return true;
        }

        if (context.MinimumComputeVersion < ComputeVersionMin)
        {
            return false;
        }

        request.RootRequired.Add(Trait);
        foreach (RequestedGroup group in request.RequestedResources ?? [])
        {
            int hyphen = group.RequesterId?.LastIndexOf('-') ?? -1;
            string prefix = hyphen < 0 ? group.RequesterId ?? "" : group.RequesterId![..hyphen];
            if (request.PciRequests.Any(device => !device.IsFromPort && device.RequestId == prefix))
            {
                group.RequiredTraits.Add(Trait);
            }
        }

        return true;
    }
}
