using Model.Compute;
using Model.Configuration;

namespace Model.Scheduling.Filters;

/// <summary>
/// The host must run guests of the architecture, hypervisor type and VM mode that the image names, on a hypervisor of the
/// version it wants (Nova: <c>filters/image_props_filter.py</c>).
/// </summary>
public sealed class ImagePropertiesFilter(NovaOptions options) : IHostFilter
{
    private readonly string? _defaultArchitecture = options.FilterScheduler.ImagePropertiesDefaultArchitecture is { } name
        && Architectures.TryCanonicalize(name, out string canonical)
        ? canonical
        : null;

    /// <inheritdoc/>
    public string Name => "ImagePropertiesFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public bool RunOnRebuild => true;

    /// <inheritdoc/>
    public bool PassesAll(RequestSpec request)
    {
        ImageProperties image = request.ImageProperties;
        return (image.Text("hw_architecture") ?? _defaultArchitecture) is null && image.Text("img_hv_type") is null
            && image.Text("hw_vm_mode") is null;
    }

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.Image;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        ImageProperties image = request.ImageProperties;
        string? architecture = image.Text("hw_architecture") ?? _defaultArchitecture;
        string? hypervisor = image.Text("img_hv_type");
        string? mode = image.Text("hw_vm_mode");
        if (architecture is null && hypervisor is null && mode is null)
        {
            return FilterVerdict.Pass;
        }

        foreach (GuestKind kind in host.Record.SupportedGuests)
        {
            if (Names(kind, architecture) && Names(kind, hypervisor) && Names(kind, mode) && HasVersion(host, image))
            {
                return CheckAddressBits(image);
            }
        }

        return FilterVerdict.Fail("it does not run guests of the image's kind: {0}", Describe(architecture, hypervisor, mode));
    }

    private static bool Names(GuestKind kind, string? name) => name is null || kind.Names(name);

    private static bool HasVersion(HostState host, ImageProperties image)
    {
        if (host.Record.HypervisorVersion is not { } version || version == 0
            || image.Text("img_hv_requested_version") is not { } requirement)
        {
            return true;
        }

        return VersionPredicate.TryParse(requirement, out VersionPredicate? predicate) && predicate!.IsSatisfiedBy(version);
    }

    /// <summary>
    /// Nova means to compare <c>hw_maxphysaddr_bits</c> with the host's CPU but looks into a text as if it were a map: a host
    /// that gets this far always ends the request with an error (docs/fidelity.md N53).
    /// </summary>
    private static FilterVerdict CheckAddressBits(ImageProperties image) =>
        image.Find("hw_maxphysaddr_bits") is { IsTrue: true }
            ? throw new NovaException("AttributeError", "'str' object has no attribute 'get'")
            : FilterVerdict.Pass;

    private static string Describe(string? architecture, string? hypervisor, string? mode) =>
        string.Join(", ", new[] { architecture, hypervisor, mode }.Where(part => part is not null));
}
