namespace Model.Scheduling;

/// <summary>
/// One of Placement's allocation candidates for a host: what would be allocated where, and which provider serves which
/// request group. Immutable, so hosts and requests share it.
/// </summary>
public sealed class HostCandidate
{
    /// <summary>Makes a candidate.</summary>
    /// <param name="providers">Every provider the allocation touches, in Placement's order.</param>
    /// <param name="mappings">Group suffix ("" for the unsuffixed group) to the providers that serve it.</param>
    /// <param name="source">What the Placement side needs to claim it again; not looked at here.</param>
    public HostCandidate(
        IReadOnlyList<string> providers, IReadOnlyDictionary<string, IReadOnlyList<string>> mappings, object? source = null)
    {
        Providers = providers;
        Mappings = mappings;
        Source = source;
    }

    /// <summary>Every provider the allocation touches.</summary>
    public IReadOnlyList<string> Providers { get; }

    /// <summary>Group suffix ("" for the unsuffixed group) to the providers that serve it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Mappings { get; }

    /// <summary>The Placement side's own record of the candidate.</summary>
    public object? Source { get; }
}
