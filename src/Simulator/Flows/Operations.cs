using Model;
using Simulator.Flows.Leaks;

namespace Simulator.Flows;

/// <summary>
/// The operations that are doing something with servers. A compute service that stops cuts off what it is doing: the flow is not resumed, and
/// whatever it held stays as it is until the service starts again (<see cref="ComputeLife"/>).
/// </summary>
internal sealed class Operations(FlowContext context)
{
    // [DEFAULT]rpc_response_timeout; calls with a longer limit end as early when the service's heartbeats stop (call_monitor_timeout).
    internal static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(60);

    private Workplace? _present;

    /// <summary>Does something with a server, unless the compute service at work stops, and looks afterwards what is left behind.</summary>
    public IEnumerable<Event> Run(Server server, IEnumerable<Event> steps) =>
        Run(server, steps, new Workplace(context.Env) { Actor = FlowActor.Of(steps, server) }, ends: true);

    /// <summary>
    /// Whether a call reaches a host's compute service, where the flow goes on then; a call to a stopped service is lost, and so is one whose
    /// message is.
    /// </summary>
    public bool Enter(string method, ComputeHost host, Server server)
    {
        if (Reaches(method, host, server))
        {
            _present?.Enter(host);
            return true;
        }

        return false;
    }

    /// <summary>The operation that acts now, or null.</summary>
    public FlowActor? Actor => _present?.Actor;

    /// <summary>The compute service has handed the work back to the controllers: it may stop without harm.</summary>
    public void Leave() => _present?.Leave();

    /// <summary>
    /// Takes the server's lock in the service at work, unless another operation holds it: methods that synchronize on the server wait for each
    /// other (<c>utils.synchronized(instance.uuid)</c>). The lock is given back when the flow leaves the service.
    /// </summary>
    /// <returns>What to wait for before the next try; null when the lock was taken.</returns>
    public Event? Lock(Server server)
    {
        Workplace here = _present!;
        foreach (Workplace other in server.Workplaces)
        {
            if (other != here && other.HasLock && other.Host == here.Host && !other.IsGone)
            {
                return other.Unlocked;
            }
        }

        here.Lock();
        return null;
    }

    /// <summary>
    /// Calls a host's service and waits for its answer. The service goes on even if the caller's own one stops meanwhile; one that stops itself
    /// never answers, which the caller notices after a time.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="host">The host that is called.</param>
    /// <param name="server">The server it is about.</param>
    /// <param name="steps">What the service does.</param>
    /// <param name="answer">Filled when it is over.</param>
    public IEnumerable<Event> Call(string method, ComputeHost host, Server server, IEnumerable<Event> steps, CallAnswer answer)
    {
        if (Reaches(method, host, server))
        {
            Workplace place = new(context.Env) { Actor = _present!.Actor };
            place.Enter(host);
            yield return context.Env.Process(Run(server, Answer(steps, answer), place, ends: false));
        }

        if (!answer.IsGiven)
        {
            yield return context.Env.Sleep(CallTimeout);
            answer.Error = new NovaException("MessagingTimeout", $"Timed out waiting for a reply of {host.Name}");
        }
    }

    private static IEnumerable<Event> Answer(IEnumerable<Event> steps, CallAnswer answer)
    {
        foreach (Event step in steps)
        {
            yield return step;
        }

        answer.IsGiven = true;
    }

    private IEnumerable<Event> Run(Server server, IEnumerable<Event> steps, Workplace workplace, bool ends)
    {
        server.Workplaces.Add(workplace);
        using (IEnumerator<Event> flow = steps.GetEnumerator())
        {
            while (Resume(server, flow, workplace))
            {
                yield return flow.Current;
                if (workplace.IsGone)
                {
                    _ = workplace.Process!.HandleFault();
                    CutOff(server, ends);
                    break;
                }
            }
        }

        workplace.Leave();
        server.Workplaces.Remove(workplace);
        if (server.InFlight == 0)
        {
            context.Audits.AwaitMoves(server);
            context.Audits.AwaitLeftovers(server);
            foreach (ComputeHost host in context.Leaks.BrokenAuditsOf(server))
            {
                context.Audits.Await(host);
            }

            context.Leaks.Review(server, workplace.Actor.ToString(), context.Now);
        }
    }

    private bool Reaches(string method, ComputeHost host, Server server)
    {
        server.HostsCalled.Add(host.Name);
        bool isLost = !host.IsRunning || context.Hooks.LosesMessage?.Invoke(server) == true;
        if (isLost)
        {
            context.Leaves(LeakCause.LostCall, method, server);
            context.Hooks.Lost(method, host.Name, server);
        }

        return !isLost;
    }

    /// <summary>Runs a flow to its next step. Flows run one at a time, so the one that acts now is known.</summary>
    private bool Resume(Server server, IEnumerator<Event> flow, Workplace workplace)
    {
        Workplace? outer = _present;
        _present = workplace;
        workplace.Process = context.Env.ActiveProcess;
        bool goesOn = flow.MoveNext();
        _present = outer;
        if (context.Options.ChecksInvariants || context.Leaks.HasNote(server.Uuid) || context.Leaks.HasBrokenAudit)
        {
            context.Leaks.Watch(server, workplace.Actor.ToString(), context.Now);
        }

        return goesOn;
    }

    /// <summary>The service at work has stopped.</summary>
    private void CutOff(Server server, bool ends)
    {
        context.Leaves(LeakCause.CutOff, "service stopped", server);
        context.Hooks.Lost("service stopped", server.Record.Host ?? "", server);
        foreach (string host in server.HostsCalled)
        {
            context.Audits.Await(context.Cloud.HostNamed(host));
        }

        if (server.Moves.Count == 0)
        {
            return;
        }

        context.Audits.Await(context.Cloud.HostNamed(server.Moves[^1].Source));
        if (ends)
        {
            context.EndMove(server.Moves[^1]);
        }
    }
}
