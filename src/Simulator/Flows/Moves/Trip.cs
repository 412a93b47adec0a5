using Model;
using Model.Compute;
using Model.Servers;

namespace Simulator.Flows.Moves;

/// <summary>A cold migration or resize on its way from service to service.</summary>
internal sealed class Trip(Server server, Flavor flavor)
{
    /// <summary>The server.</summary>
    public Server Server { get; } = server;

    /// <summary>Its flavor on the destination.</summary>
    public Flavor Flavor { get; } = flavor;

    /// <summary>Whether it gets another flavor.</summary>
    public bool IsResize { get; } = flavor.Name != server.Instance.Flavor.Name;

    /// <summary>The host that was asked for, or null.</summary>
    public string? Destination { get; init; }

    /// <summary>The host it leaves.</summary>
    public ComputeHost Source { get; set; } = null!;

    /// <summary>What the scheduler is asked.</summary>
    public SchedulingWish Wish { get; set; } = null!;

    /// <summary>The record of the move, once there is one.</summary>
    public Migration? Move { get; set; }

    /// <summary>Where it goes next, or null.</summary>
    public HostSelection? Target { get; set; }

    /// <summary>Hosts to try when that refuses.</summary>
    public Queue<HostSelection> Alternates { get; set; } = new();

    /// <summary>What the scheduler answered instead of a host.</summary>
    public NovaException? Error { get; set; }

    /// <summary>What the last compute answered, or null.</summary>
    public NovaException? Refusal { get; set; }

    /// <summary>The compute that answered it.</summary>
    public ComputeHost? RefusedBy { get; set; }

    /// <summary>Hosts tried so far, this one included.</summary>
    public int Attempts { get; private set; }

    /// <summary>Whether a refusal sends it back to the conductor: not when the host was named, nor with a single attempt.</summary>
    public bool MayRetry(FlowContext context) => Destination is null && AttemptsMax(context) > 1;

    /// <summary>Counts an attempt.</summary>
    /// <returns>The refusal when there are too many, or null.</returns>
    public NovaException? CountAttempt(FlowContext context)
    {
        Attempts++;
        return !MayRetry(context) || Attempts <= AttemptsMax(context) ? null : new NovaException(
            "MaxRetriesExceeded",
            FormattableString.Invariant($"Exceeded maximum number of retries. Exceeded max scheduling attempts {AttemptsMax(context)} ")
                + $"for instance {Server.Record.Name}.");
    }

    private static int AttemptsMax(FlowContext context) => context.Cloud.Controller.Scheduler.MaxAttempts;
}
