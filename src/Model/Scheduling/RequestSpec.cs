using Model.Compute;
using Model.Numa;
using Model.Pci;

namespace Model.Scheduling;

/// <summary>
/// Everything the scheduler is told about a request (Nova: <c>objects/request_spec.py</c>). Scheduling changes it – as
/// Nova's does – so make a new one for every request.
/// </summary>
public sealed class RequestSpec
{
    private ImageProperties? _imageProperties;

    /// <summary>The flavor.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>
    /// The image; a guest that boots from a volume has one with the volume's properties. Null, which only old requests have, means no
    /// properties to filters and weighers, but Nova's pre-filters fail on it.
    /// </summary>
    public Image? Image { get; init; }

    /// <summary>The project that pays.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The user who asked.</summary>
    public string? UserId { get; init; }

    /// <summary>The availability zone asked for, or null.</summary>
    public string? AvailabilityZone { get; init; }

    /// <summary>Scheduler hints by name, each a list of texts, as the API took them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Hints { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>How many guests, where no list of their uuids is given.</summary>
    public int InstanceCount { get; init; } = 1;

    /// <summary>The guest that is being placed; the scheduler sets it.</summary>
    public string? InstanceUuid { get; set; }

    /// <summary>Hosts not to consider; letter case does not matter.</summary>
    public IReadOnlyList<string> IgnoreHosts { get; init; } = [];

    /// <summary>The only hosts to consider, without filtering; letter case does not matter.</summary>
    public IReadOnlyList<string> ForceHosts { get; init; } = [];

    /// <summary>The only nodes to consider, without filtering.</summary>
    public IReadOnlyList<string> ForceNodes { get; init; } = [];

    /// <summary>The destination, or null when nothing was said about one.</summary>
    public Destination? Destination { get; set; }

    /// <summary>The server group, or null.</summary>
    public ServerGroup? Group { get; init; }

    /// <summary>Devices the guest wants.</summary>
    public IReadOnlyList<PciRequest> PciRequests { get; init; } = [];

    /// <summary>
    /// The guest's NUMA cells, or null. The scheduler replaces them by the cells as fitted to the host it chose
    /// (docs/fidelity.md N44).
    /// </summary>
    public InstanceNumaTopology? NumaTopology { get; set; }

    /// <summary>The networks of the guest whose NUMA affinity matters, or null.</summary>
    public NumaNetworkMetadata? NetworkMetadata { get; init; }

    /// <summary>Whether the root disk is a volume.</summary>
    public bool IsBootFromVolume { get; init; }

    /// <summary>Groups from ports, PCI requests and accelerators, or null when the request never had any list.</summary>
    public List<RequestedGroup>? RequestedResources { get; init; } = [];

    /// <summary>Interfaces asked for, or null when the request does not say.</summary>
    public IReadOnlyList<RequestedNetwork>? RequestedNetworks { get; init; }

    /// <summary>Traits the root provider must have.</summary>
    public SortedSet<string> RootRequired { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Traits the root provider must not have.</summary>
    public SortedSet<string> RootForbidden { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Lists of group suffixes that one provider subtree must serve.</summary>
    public List<IReadOnlyList<string>> SameSubtree { get; init; } = [];

    /// <summary>The instant of the request, for judging whether services are up.</summary>
    public TimeSpan Now { get; init; }

    /// <summary>Whether the scheduler is only asked if a rebuild with a new image may stay on its host.</summary>
    public bool IsRebuild => Hints.TryGetValue("_nova_check_type", out IReadOnlyList<string>? check) && check is ["rebuild"];

    /// <summary>The image's properties, read and checked; without an image there are none.</summary>
    /// <exception cref="NovaException">ValueError: a property has a value that Nova does not accept.</exception>
    public ImageProperties ImageProperties => _imageProperties ??= Image is null ? ImageProperties.None : ImageProperties.Of(Image);

    /// <summary>What Nova's pre-filters run into when they look into an image that a request does not have.</summary>
    internal static NovaException NoImage() => new("AttributeError", "'NoneType' object has no attribute 'properties'");

    /// <summary>A hint's values, or null when it is absent.</summary>
    public IReadOnlyList<string>? Hint(string name) => Hints.TryGetValue(name, out IReadOnlyList<string>? values) ? values : null;

    /// <summary>
    /// Which providers serve which group, once a candidate has been claimed; null when the request has no groups.
    /// </summary>
    /// <exception cref="NovaException">IndexError: a PCI request's group has no provider because nothing was claimed.</exception>
    public PciProviderMapping? ProviderMapping()
    {
        if (RequestedResources is not { Count: > 0 } groups)
        {
            return null;
        }

        List<(string Group, string Provider)> entries = [];
        foreach (RequestedGroup group in groups)
        {
            string name = group.RequesterId ?? "";
            if (group.ProviderUuids.Count > 0)
            {
                entries.Add((name, group.ProviderUuids[0]));
            }
            else if (PciRequests.Any(request => !request.IsFromPort && name.StartsWith(request.RequestId, StringComparison.Ordinal)))
            {
                throw new NovaException("IndexError", $"request group {name} has no provider");
            }
        }

        return new PciProviderMapping(entries);
    }
}
