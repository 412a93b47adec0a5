namespace Simulator.Kernel;

/// <summary>Happens at the instant at which a place was given back.</summary>
public sealed class Release : Event
{
    internal Release(Request request)
        : base(request.Resource.Simulation)
    {
        Request = request;
        Succeed();
    }

    /// <summary>The claim that ended.</summary>
    public Request Request { get; }
}
