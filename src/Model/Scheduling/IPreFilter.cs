namespace Model.Scheduling;

/// <summary>
/// Changes a request before Placement is asked, so that Placement itself leaves out hosts (Nova:
/// <c>nova/scheduler/request_filter.py</c>).
/// </summary>
public interface IPreFilter
{
    /// <summary>Nova's name of the function, for example <c>require_tenant_aggregate</c>.</summary>
    string Name { get; }

    /// <summary>Changes the request.</summary>
    /// <returns>Whether the filter was in force, even if it found nothing to change.</returns>
    /// <exception cref="NovaException"><c>RequestFilterFailed</c>: no host can be right; or a value that Nova refuses.</exception>
    bool Apply(RequestSpec request, PreFilterContext context);
}
