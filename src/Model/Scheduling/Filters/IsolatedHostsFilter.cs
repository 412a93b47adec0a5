using Model.Configuration;

namespace Model.Scheduling.Filters;

/// <summary>
/// Isolated images go to isolated hosts only and, if so configured, other images do not (Nova:
/// <c>filters/isolated_hosts_filter.py</c>).
/// </summary>
public sealed class IsolatedHostsFilter(NovaOptions options) : IHostFilter
{
    private readonly HashSet<string> _hosts = new(options.FilterScheduler.IsolatedHosts, StringComparer.Ordinal);
    private readonly HashSet<string> _images = new(options.FilterScheduler.IsolatedImages, StringComparer.Ordinal);
    private readonly bool _restrict = options.FilterScheduler.RestrictIsolatedHostsToIsolatedImages;

    /// <inheritdoc/>
    public string Name => "IsolatedHostsFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public bool RunOnRebuild => true;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        bool isImageIsolated = request.Image?.Id is { } image && _images.Contains(image);
        bool isHostIsolated = _hosts.Contains(host.Host);
        if (isImageIsolated && !isHostIsolated)
        {
            return FilterVerdict.Fail("the image is isolated, the host is not");
        }

        return _restrict && isHostIsolated && !isImageIsolated
            ? FilterVerdict.Fail("the host is isolated, the image is not")
            : FilterVerdict.Pass;
    }
}
