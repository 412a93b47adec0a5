using Simulator.Flows.Leaks;

namespace Simulator.Flows;

/// <summary>
/// The operations that are doing something with servers. A compute service that stops cuts off what it is doing: the flow is not resumed, and
/// whatever it held stays as it is until the service starts again (<see cref="ComputeLife"/>).
/// </summary>
internal sealed class Operations(FlowContext context)
{
    private Workplace? _present;

    /// <summary>
    /// Does something with a server, unless the compute service at work stops, and looks afterwards what is left behind. A delete that was
    /// asked for meanwhile comes then.
    /// </summary>
    public IEnumerable<Event> Run(Server server, IEnumerable<Event> steps)
    {
        server.InFlight++;
        Workplace workplace = new();
        using IEnumerator<Event> flow = steps.GetEnumerator();
        while (Resume(flow, workplace))
        {
            yield return flow.Current;
            if (workplace.IsGone)
            {
                CutOff(server);
                yield break;
            }
        }

        server.InFlight--;
        Finished(server);
    }

    /// <summary>Whether a call reaches a host's compute service, where the flow goes on then; a call to a stopped service is lost.</summary>
    public bool Enter(string method, ComputeHost host, Server server)
    {
        server.HostsCalled.Add(host.Name);
        if (host.IsRunning)
        {
            _present?.Enter(host);
            return true;
        }

        context.Leaves(LeakCause.LostCall, method, server);
        context.Hooks.Lost(method, host.Name, server);
        return false;
    }

    /// <summary>The compute service has handed the work back to the controllers: it may stop without harm.</summary>
    public void Leave() => _present?.Leave();

    /// <summary>Runs a flow to its next step. Flows run one at a time, so the one that acts now is known.</summary>
    private bool Resume(IEnumerator<Event> flow, Workplace workplace)
    {
        Workplace? outer = _present;
        _present = workplace;
        bool goesOn = flow.MoveNext();
        _present = outer;
        return goesOn;
    }

    /// <summary>The service at work has stopped. A delete that was cut off goes on when the service starts.</summary>
    private void CutOff(Server server)
    {
        context.Leaves(LeakCause.CutOff, "service stopped", server);
        context.Hooks.Lost("service stopped", server.Record.Host ?? "", server);
        if (server.Moves.Count > 0)
        {
            context.EndMove(server.Moves[^1]);
        }

        server.InFlight--;
        bool wasDeleting = server.Deleting;
        Finished(server);
        if (wasDeleting)
        {
            server.Deleting = false;
            server.DeleteRequested = true;
        }
    }

    /// <summary>A flow has ended with a server.</summary>
    private void Finished(Server server)
    {
        if (server.InFlight > 0)
        {
            return;
        }

        context.Audits.AwaitMoves(server);
        context.Leaks.Review(server, context.Now);
        if (server.DeleteRequested && !server.Deleting && !server.Instance.IsDeleted)
        {
            server.DeleteRequested = false;
            context.Env.Process(new DeleteFlow(context).Run(server));
        }
    }
}
