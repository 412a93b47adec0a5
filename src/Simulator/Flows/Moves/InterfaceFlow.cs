using Model;
using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>Attaches or detaches a port: the API looks at the server, then its host does the work.</summary>
internal abstract class InterfaceFlow(FlowContext context, string method)
{
    /// <summary>What every flow needs.</summary>
    protected FlowContext Context { get; } = context;

    /// <summary>The process.</summary>
    /// <param name="server">The server.</param>
    /// <param name="port">The port.</param>
    /// <param name="outcome">Filled with the API's answer.</param>
    public IEnumerable<Event> Run(Server server, ServerPort port, FlowOutcome outcome) =>
        Context.Operations.Run(server, Steps(server, port, outcome));

    /// <summary>Whether the API waits for the host's answer.</summary>
    protected virtual bool WaitsForAnswer => false;

    /// <summary>What else the API checks.</summary>
    protected abstract void Accept(Server server, ServerPort port, FlowOutcome outcome);

    /// <summary>The host's part.</summary>
    protected abstract IEnumerable<Event> OnHost(Server server, ServerPort port, ComputeHost host, FlowOutcome outcome);

    private IEnumerable<Event> Steps(Server server, ServerPort port, FlowOutcome outcome)
    {
        yield return Context.Wait(TimingCatalog.Api, server);
        if (!outcome.Allows(server, method, VmState.Active, VmState.Paused, VmState.Stopped) || !outcome.AllowsPorts(Context, method, [port]))
        {
            yield break;
        }

        if (server.Host is not { } host)
        {
            outcome.Refuse(409, new NovaException("InstanceNotReady", $"Instance {server.Record.Name} is not ready"));
            yield break;
        }

        Accept(server, port, outcome);
        if (outcome.Refusal is not null)
        {
            yield break;
        }

        yield return Context.Wait(TimingCatalog.Message, server);
        if (Context.Operations.Enter(method, host, server))
        {
            foreach (Event step in OnHost(server, port, host, outcome))
            {
                yield return step;
            }
        }
        else if (WaitsForAnswer)
        {
            yield return Context.Env.Sleep(Operations.CallTimeout);
            outcome.Refuse(500, new NovaException("MessagingTimeout", $"Timed out waiting for a reply of {host.Name}"));
        }
    }
}
