using Model;
using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>Powers a stopped server on (<c>nova/compute/manager.py</c>, start_instance).</summary>
internal sealed class StartFlow(FlowContext context)
{
    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server, FlowOutcome outcome) =>
        context.Operations.Run(server, Steps(server, outcome));

    /// <summary>Tries a start again that the stop of the host's service cut off.</summary>
    public IEnumerable<Event> Resume(Server server, ComputeHost host) => context.Operations.Run(server, OnHost(server, host));

    private IEnumerable<Event> Steps(Server server, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (!outcome.Allows(server, "start", VmState.Stopped) || server.Host is not { } host)
        {
            yield break;
        }

        foreach (Event step in OnHost(server, host))
        {
            yield return step;
        }
    }

    /// <summary>The host's part.</summary>
    public IEnumerable<Event> OnHost(Server server, ComputeHost host)
    {
        server.Instance.TaskState = TaskState.PoweringOn;
        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Operations.Enter("start_instance", host, server))
        {
            yield break;
        }

        yield return context.Wait(TimingCatalog.StartGuest, server);
        if (GuestLife.Start(context, null, server, host) is { } error)
        {
            // The old definition goes before the new one is written; what libvirt itself refuses is written by then.
            server.Instance.HasLostGuest = error.Name != "libvirtError";
            server.Instance.GiveUp(error);
            context.Hooks.Failed("start_instance", host.Name, error, server);
        }
        else if (server.Instance.Refusal(TaskState.PoweringOn) is { } refusal)
        {
            context.Hooks.Failed("start_instance", host.Name, refusal, server);
        }
        else
        {
            server.Instance.Runs();
        }

        context.Settle(server);
    }
}
