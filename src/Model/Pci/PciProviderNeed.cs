namespace Model.Pci;

/// <summary>
/// From which providers a request must be served, and how many devices from each
/// (<c>nova/pci/stats.py</c>, _get_rp_uuids_for_request).
/// </summary>
internal readonly struct PciProviderNeed
{
    private readonly PciProviderMapping? _mapping;
    private readonly string _requestId;
    private readonly string[]? _providers;

    private PciProviderNeed(PciProviderMapping? mapping, string requestId, string[]? providers)
    {
        _mapping = mapping;
        _requestId = requestId;
        _providers = providers;
        IsBound = mapping is not null ? mapping.CountOf(requestId, null) > 0 : providers is { Length: > 0 };
    }

    /// <summary>Whether the providers matter; ports and unbound requests take any pool.</summary>
    public bool IsBound { get; }

    /// <summary>The need of a request. Without a mapping the request's own <c>rp_uuids</c> count.</summary>
    /// <exception cref="NovaException"><c>IndexError</c>: an alias request without any alternative.</exception>
    public static PciProviderNeed Of(PciRequest request, PciProviderMapping? mapping)
    {
        if (request.IsFromPort)
        {
            return new(null, request.RequestId, null);
        }

        if (mapping is { Entries.Count: > 0 })
        {
            return new(mapping, request.RequestId, null);
        }

        return request.Matcher.HasAlternative
            ? new(null, request.RequestId, request.Matcher.Providers)
            : throw new NovaException("IndexError", $"PCI request {request.RequestId} has no alternative");
    }

    /// <summary>How many devices must come from a provider; 0 for one that is not meant.</summary>
    public int From(string provider)
    {
        if (_mapping is not null)
        {
            return _mapping.CountOf(_requestId, provider);
        }

        int count = 0;
        foreach (string other in _providers ?? [])
        {
            count += other == provider ? 1 : 0;
        }

        return count;
    }
}
