using Model;
using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>
/// Stops, pauses, unpauses, suspends or resumes a server (<c>nova/compute/manager.py</c>, stop_instance and so on). What it has on its host stays
/// its own all the while.
/// </summary>
internal sealed class PowerFlow(FlowContext context, PowerChange change)
{
    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server, FlowOutcome outcome) => context.Operations.Run(server, Steps(server, outcome));

    /// <summary>Tries again what the stop of the host's service cut off.</summary>
    public IEnumerable<Event> Resume(Server server, ComputeHost host) => context.Operations.Run(server, OnHost(server, host));

    private IEnumerable<Event> Steps(Server server, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (!outcome.Allows(server, change.Request, change.From))
        {
            yield break;
        }

        if (server.Host is not { } host)
        {
            outcome.Refuse(409, new NovaException("InstanceNotReady", $"Instance {server.Record.Name} is not ready"));
        }
        else if (!change.TouchesDevices || outcome.AllowsPorts(context, change.Request, server.Ports))
        {
            foreach (Event step in OnHost(server, host))
            {
                yield return step;
            }
        }
    }

    private IEnumerable<Event> OnHost(Server server, ComputeHost host)
    {
        Instance instance = server.Instance;
        instance.TaskState = change.While;
        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Operations.Enter(change.Method, host, server))
        {
            yield break;
        }

        // Of these only a stop synchronizes on the server.
        while (change == PowerChange.Stop && context.Operations.Lock(server) is { } turn)
        {
            yield return turn;
        }

        if (change.Latency is { } latency)
        {
            yield return context.Wait(latency, server);
        }

        NovaException? error = change == PowerChange.Suspend && context.Hooks.FaultAt(FaultPoint.Suspend, host, server) is not null
            ? new NovaException("PciDeviceDetachFailed", $"Failed to detach PCI device of {server.Record.Name}")
            : change == PowerChange.Resume ? GuestLife.Start(context, null, server, host)
            : null;
        error ??= instance.Refusal(change.While);
        if (error is null)
        {
            instance.VmState = change.To;
            instance.TaskState = TaskState.None;
            instance.IsRunning = change.LeavesRunning;
        }
        else
        {
            if (change.TouchesDevices && !error.IsDeletion())
            {
                instance.Break(error);
            }

            context.Hooks.Failed(change.Method, host.Name, error, server);
        }

        context.Settle(server);
    }
}
