namespace Simulator.Flows;

/// <summary>An asynchronous call between services that ended with an error, or was lost. Immutable.</summary>
/// <param name="Method">The method, for example <c>prep_resize</c>.</param>
/// <param name="Where">The host, or <c>conductor</c>.</param>
/// <param name="Error">Nova's exception class, or <see cref="Lost"/>.</param>
/// <param name="Server">The server it was about, by name.</param>
internal readonly record struct CallError(string Method, string Where, string Error, string Server)
{
    /// <summary>What became of a call to a service that does not run.</summary>
    public const string Lost = "host is not up";
}
