using Model;
using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>Brings a shelved server back (<c>nova/conductor/manager.py</c> and <c>nova/compute/manager.py</c>, unshelve_instance).</summary>
internal sealed class UnshelveFlow(FlowContext context, SchedulerService scheduler)
{
    private const string Method = "unshelve_instance";

    /// <summary>The process.</summary>
    /// <param name="server">The server.</param>
    /// <param name="destination">The host to go to; null for the scheduler's choice.</param>
    /// <param name="outcome">Filled with the API's answer.</param>
    public IEnumerable<Event> Run(Server server, string? destination, FlowOutcome outcome) =>
        context.Operations.Run(server, Steps(server, destination, outcome));

    private IEnumerable<Event> Steps(Server server, string? destination, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (!outcome.Allows(server, "unshelve", VmState.Shelved, VmState.ShelvedOffloaded))
        {
            yield break;
        }

        Instance instance = server.Instance;
        instance.TaskState = TaskState.Unshelving;
        yield return context.Wait(TimingCatalog.Message, server);
        yield return context.Wait(TimingCatalog.Conductor, server);
        if (instance.VmState == VmState.Shelved)
        {
            foreach (Event step in new StartFlow(context).OnHost(server, server.Host!))
            {
                yield return step;
            }

            yield break;
        }

        SchedulingWish wish = SchedulingWish.Of(server) with { Destination = destination };
        SchedulingAnswer answer = new();
        foreach (Event step in scheduler.Select(server, () => scheduler.Describe(server, wish), returnsAlternates: false, answer))
        {
            yield return step;
        }

        if (instance.IsDeleted)
        {
            // The call goes out all the same; the compute finds no server, and nobody gives back what the scheduler claimed.
            yield break;
        }

        if (answer.Selected is not { } selection)
        {
            // A server that finds no host just stays shelved, and nobody is told.
            instance.TaskState = TaskState.None;
            if (answer.Error!.Name is not ("NoValidHost" or "UnsupportedPolicyException"))
            {
                context.Hooks.Failed(Method, "conductor", answer.Error, server);
            }

            context.Settle(server);
            yield break;
        }

        yield return context.Wait(TimingCatalog.Message, server);
        if (context.Operations.Enter(Method, selection.Host, server))
        {
            foreach (Event step in OnHost(server, selection))
            {
                yield return step;
            }
        }

        context.Settle(server, selection.Host);
    }

    private IEnumerable<Event> OnHost(Server server, HostSelection selection)
    {
        Instance instance = server.Instance;
        ComputeHost host = selection.Host;
        while (context.Operations.Lock(server) is { } turn)
        {
            yield return turn;
        }

        if (instance.IsDeleted)
        {
            yield break;
        }

        instance.TaskState = TaskState.Spawning;
        yield return context.Wait(TimingCatalog.Claim, server);
        NovaException? error = instance.IsDeleted ? instance.Refusal() : host.Claim(context, server, selection);
        bool isClaimed = error is null;
        error ??= Neutron.Bind(server, host);
        if (error is null)
        {
            yield return context.Wait(TimingCatalog.Spawn, server);
            error = GuestLife.Start(context, FaultPoint.Spawn, server, host);
        }

        if (error is null)
        {
            if (instance.Refusal(TaskState.Spawning) is { } refusal)
            {
                context.Hooks.Failed(Method, host.Name, refusal, server);
            }
            else
            {
                instance.Runs();
            }

            yield break;
        }

        if (isClaimed)
        {
            host.Abort(context, server);
        }

        context.Placement.Delete(server, server.Uuid);
        if (instance.IsDeleted)
        {
            yield break;
        }

        context.Cloud.Database.SetHost(instance, null);
        instance.GiveUp(error);
        context.Hooks.Failed(Method, host.Name, error, server);
    }
}
