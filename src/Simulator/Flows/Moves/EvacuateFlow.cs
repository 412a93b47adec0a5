using Model;
using Model.Compute;
using Model.Pci;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>
/// Evacuates a server from a host whose service is down (<c>nova/conductor/manager.py</c> and <c>nova/compute/manager.py</c>,
/// rebuild_instance). The dead host's share of the allocation stays until that host's service starts again.
/// </summary>
internal sealed class EvacuateFlow(FlowContext context, SchedulerService scheduler)
{
    private const string Method = "rebuild_instance";

    /// <summary>The process.</summary>
    /// <param name="server">The server.</param>
    /// <param name="destination">The host to go to; null for the scheduler's choice.</param>
    /// <param name="outcome">Filled with the API's answer.</param>
    public IEnumerable<Event> Run(Server server, string? destination, FlowOutcome outcome) =>
        context.Operations.Run(server, Steps(server, destination, outcome));

    private IEnumerable<Event> Steps(Server server, string? destination, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (!Accept(server, destination, outcome))
        {
            yield break;
        }

        Instance instance = server.Instance;
        ComputeHost source = server.Host!;
        instance.TaskState = TaskState.Rebuilding;
        Migration move = context.BeginMove(server, MigrationType.Evacuation, instance.Flavor.Name, MigrationStatus.Accepted);
        context.Cloud.Database.SetDestination(move, destination, withNode: false);
        yield return context.Wait(TimingCatalog.Message, server);
        yield return context.Wait(TimingCatalog.Conductor, server);
        SchedulingWish wish = SchedulingWish.Of(server) with { IgnoreHosts = [source.Name], Destination = destination };
        SchedulingAnswer answer = new();
        foreach (Event step in scheduler.Select(server, () => scheduler.Describe(server, wish), returnsAlternates: false, answer))
        {
            yield return step;
        }

        if (instance.IsDeleted)
        {
            // The conductor does not look; the compute finds no server.
            context.EndMove(move);
            yield break;
        }

        if (answer.Selected is not { } selection)
        {
            move.Status = MigrationStatus.Error;
            instance.EndInError(answer.Error!);
            context.Hooks.Failed(Method, "conductor", answer.Error!, server);
        }
        else
        {
            foreach (Event step in OnHost(server, move, selection))
            {
                yield return step;
            }
        }

        context.EndMove(move);
        context.Settle(server, answer.Selected?.Host);
    }

    private bool Accept(Server server, string? destination, FlowOutcome outcome)
    {
        // Nova compares the two as they are: a server that never got a host is «on» the host that nobody named.
        if (destination == server.Instance.Host)
        {
            outcome.Refuse(400, new NovaException("HTTPBadRequest", "The target host can't be the same one."));
        }
        else if (outcome.Allows(server, "evacuate", VmState.Active, VmState.Stopped, VmState.Error)
            && outcome.AllowsPorts(context, "evacuate", server.Ports))
        {
            if (server.Host is not { } host)
            {
                outcome.Refuse(409, new NovaException("InstanceNotReady", $"Instance {server.Record.Name} is not ready"));
            }
            else if (context.IsUp(host))
            {
                outcome.Refuse(400, new NovaException("ComputeServiceInUse", $"Compute service of {host.Name} is still in use."));
            }
        }

        return outcome.Refusal is null;
    }

    /// <summary>The destination's part.</summary>
    private IEnumerable<Event> OnHost(Server server, Migration move, HostSelection selection)
    {
        Instance instance = server.Instance;
        ComputeHost host = selection.Host;
        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Operations.Enter(Method, host, server))
        {
            yield break;
        }

        yield return context.Wait(TimingCatalog.Claim, server);
        MoveClaim? claim = null;
        NovaException? error = instance.IsDeleted ? instance.Refusal() : MoveParts.Attempt(() => claim = Claim(server, move, selection));
        context.Changed(host);
        if (error is not null)
        {
            host.ClaimsRefused += error.IsDeletion() ? 0 : 1;
        }
        else
        {
            error = instance.Refusal(TaskState.Rebuilding);
            if (error is null)
            {
                instance.TaskState = TaskState.RebuildSpawning;
                yield return context.Wait(TimingCatalog.Spawn, server);
                error = Spawn(server, host) ?? instance.Refusal(TaskState.RebuildSpawning);
            }

            if (error is not null)
            {
                _ = MoveParts.Attempt(claim!.Abort);
                context.Audits.Await(host);
            }
        }

        if (error is not null)
        {
            Fail(server, move, host, error);
            yield break;
        }

        // A server that was in ERROR is taken for one that ran; every other one is stopped after its evacuation.
        bool stops = instance.VmState != VmState.Error;
        instance.VmState = stops ? VmState.Stopped : VmState.Active;
        instance.IsRunning = !stops;
        instance.TaskState = TaskState.None;
        instance.ApplyMigrationContext();
        ComputeHost source = server.Host!;
        source.Images.Remove(server.Uuid);
        context.Audits.Await(source);
        context.Cloud.Database.SetHost(instance, host.Name);
        instance.MigrationContext = null;
        // A source that came back in the meantime has ended the move, and an audit here has then taken the claimed devices back.
        context.Leaves(move.HoldsResources ? LeakCause.CandidateBesidesClaim : LeakCause.EvacuatedSource, Method, server, host);
        move.Status = MigrationStatus.Done;
        context.Leaves(LeakCause.EvacuatedSource, Method, server, source);
        host.Place(server);
    }

    private MoveClaim Claim(Server server, Migration move, HostSelection selection)
    {
        Instance instance = server.Instance;
        if (selection.Providers.Count > 0)
        {
            instance.PciRequests = PciRequestBinding.Bind(instance.PciRequests, selection.Providers);
        }

        return selection.Host.Tracker.ClaimMove(
            instance,
            instance.Flavor,
            move,
            context.Cloud.AliasesOf(selection.Host),
            instance.Image,
            selection.NumaLimits,
            MoveParts.RequestNames(server, move, selection.Host.Name, 0));
    }

    /// <summary>Starts the guest with what the claim got; its record has that only once the evacuation is over.</summary>
    private NovaException? Spawn(Server server, ComputeHost host)
    {
        Instance instance = server.Instance;
        IReadOnlyList<PciRequest> own = instance.PciRequests;
        MigrationContext claimed = instance.MigrationContext!;
        instance.PciRequests = claimed.NewRequests;
        NovaException? error = GuestLife.Start(context, FaultPoint.Spawn, server, host, claimed.NewDevices);
        if (error is null && server.Ports.Count > 0)
        {
            Neutron.Unbind(server, server.Host!);
            error = Neutron.Bind(server, host);
        }

        instance.PciRequests = own;
        return error;
    }

    /// <summary>The destination's share of the allocation goes. Only a claim that did not fit leaves the server's state as it was.</summary>
    private void Fail(Server server, Migration move, ComputeHost host, NovaException error)
    {
        move.Status = MigrationStatus.Failed;
        context.Leaves(LeakCause.ErrorMigration, Method, server);
        if (error.IsDeletion())
        {
            // A server that is deleted meanwhile is left to the delete, and its allocation too.
            return;
        }

        context.Placement.TryRemoveTree(server, host);
        NovaException told = error.Name != "ComputeResourcesUnavailable" ? error : new NovaException(
            "BuildAbortException", $"Build of instance {server.Record.Name} aborted: {error.Message}");
        if (told == error)
        {
            server.Instance.Break(error);
        }
        else
        {
            server.Instance.GiveUp(told);
        }

        context.Hooks.Failed(Method, host.Name, told, server);
    }
}
