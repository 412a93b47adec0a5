using Model;
using Model.Compute;
using Model.Numa;
using Model.Pci;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>
/// Cold migration and resize up to the point where the user confirms or reverts (<c>nova/conductor/tasks/migrate.py</c>;
/// <c>nova/compute/manager.py</c>, prep_resize, resize_instance, finish_resize).
/// </summary>
internal sealed class ColdMoveFlow(FlowContext context, SchedulerService scheduler)
{
    /// <summary>The process.</summary>
    /// <param name="server">The server.</param>
    /// <param name="flavor">The flavor to resize to; null for a cold migration.</param>
    /// <param name="destination">The host to go to; null for the scheduler's choice.</param>
    /// <param name="outcome">Filled with the API's answer.</param>
    public IEnumerable<Event> Run(Server server, Flavor? flavor, string? destination, FlowOutcome outcome) =>
        context.Operations.Run(server, Steps(server, flavor, destination, outcome));

    private IEnumerable<Event> Steps(Server server, Flavor? flavor, string? destination, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        Trip trip = new(server, flavor ?? server.Instance.Flavor) { Destination = destination };
        if (!Accept(trip, isResize: flavor is not null, outcome))
        {
            yield break;
        }

        server.Instance.TaskState = TaskState.ResizePrep;
        context.Changed(server);
        yield return context.Wait(TimingCatalog.Message, server);
        while (true)
        {
            foreach (Event step in Conduct(trip))
            {
                yield return step;
            }

            if (trip.Target is not { } target)
            {
                break;
            }

            yield return context.Wait(TimingCatalog.Message, server);
            if (!context.Operations.Enter("prep_resize", target.Host, server))
            {
                break;
            }

            yield return context.Wait(TimingCatalog.Claim, server);
            if (Prepare(trip, target) is not { } refusal)
            {
                context.Leaves(LeakCause.CandidateBesidesClaim, "prep_resize", server);
                foreach (Event step in Carry(trip, target.Host))
                {
                    yield return step;
                }

                break;
            }

            target.Host.ClaimsRefused++;
            context.Changed(target.Host);
            context.Audits.Await(target.Host);
            MoveParts.HandBack(context, server, trip.Move!);
            trip.Refusal = refusal;
            if (!trip.MayRetry(context) || server.Instance.IsDeleted)
            {
                Break(trip, "prep_resize", target.Host);
                break;
            }

            server.Instance.Fault = refusal;
            server.Instance.TaskState = TaskState.ResizePrep;
            context.Operations.Leave();
        }

        if (trip.Move is { Status: MigrationStatus.Error } broken)
        {
            context.EndMove(broken);
        }
        else if (trip.Move is { Status: MigrationStatus.Finished } finished)
        {
            context.Env.Process(new AutoConfirm(context).Run(server, finished));
        }

        context.Settle(server, trip.Source, trip.Target?.Host);
    }

    /// <summary>What the API checks and works out anew for another flavor.</summary>
    private bool Accept(Trip trip, bool isResize, FlowOutcome outcome)
    {
        Server server = trip.Server;
        string method = isResize ? "resize" : "migrate";
        if (!outcome.Allows(server, method, VmState.Active, VmState.Stopped)
            || !outcome.AllowsPorts(context, method, server.Ports) || !outcome.DemandsHost(context, server))
        {
            return false;
        }

        trip.Source = server.Host!;
        trip.Wish = SchedulingWish.Of(server) with { Flavor = trip.Flavor };
        NovaException? refusal = trip.Destination == trip.Source.Name
            ? new NovaException("CannotMigrateToSameHost", "Cannot migrate to the host where the server exists.")
            : isResize ? MoveParts.Attempt(() => WorkOutResize(trip)) : null;
        if (refusal is not null)
        {
            outcome.Refuse(refusal.Name == "ImagePCINUMAPolicyForbidden" ? 403 : 400, refusal);
            return false;
        }

        bool maySame = isResize && context.Cloud.Controller.Compute.AllowResizeToSameHost;
        trip.Wish = trip.Wish with { IgnoreHosts = maySame ? [] : [trip.Source.Name], Destination = trip.Destination };
        return true;
    }

    private void WorkOutResize(Trip trip)
    {
        Instance instance = trip.Server.Instance;
        if (trip.Flavor.Name == instance.Flavor.Name)
        {
            throw new NovaException("CannotResizeToSameFlavor", "When resizing, instances must change flavor!");
        }

        // Only the aliases' policies go into the new requests; that those of flavor and image must agree is for the scheduler to find out.
        // Before 26 (bug 1941005) the scheduler is asked for what the old flavor asks for; the claim asks for the new one's devices.
        bool asksForNew = context.Cloud.Controller.Release.Features.FlowResizeNewPci;
        trip.Wish = trip.Wish with
        {
            NumaTopology = NumaConstraints.FromFlavorAndImage(trip.Flavor, instance.Image),
            PciRequests = !asksForNew ? trip.Server.PciRequests :
            [
                .. PciRequestFactory.FromFlavor(trip.Flavor, affinityPolicy: null, context.Cloud.Aliases, NewNames(trip.Server)),
                .. trip.Server.PciRequests.Where(request => request.IsFromPort),
            ],
        };
    }

    private Func<int, string> NewNames(Server server)
    {
        int move = context.Cloud.Database.MigrationCount + 1;
        return number => Cloud.UuidOf("pci-request", FormattableString.Invariant($"{server.Record.Name}/resize-{move}/{number}"));
    }

    /// <summary>The conductor's part: hands the allocation to the move and finds a host, the first time and after every refusal.</summary>
    private IEnumerable<Event> Conduct(Trip trip)
    {
        Server server = trip.Server;
        bool isFirst = trip.Refusal is null;
        trip.Target = null;
        yield return context.Wait(TimingCatalog.Conductor, server);
        if (server.Instance.IsDeleted)
        {
            yield break;
        }

        NovaException? error = trip.CountAttempt(context);
        bool hasHanded = false;
        if (error is null)
        {
            MigrationType type = trip.Flavor.Name == server.Instance.Flavor.Name ? MigrationType.Migration : MigrationType.Resize;
            trip.Move = context.Cloud.Database.MigrationsOf(server.Instance)
                .FirstOrDefault(move => move.Type == type && move.Status == MigrationStatus.PreMigrating)
                ?? context.BeginMove(server, type, trip.Flavor.Name, MigrationStatus.PreMigrating);
            yield return context.Wait(TimingCatalog.PlacementWrite, server);
            error = MoveParts.Attempt(() => hasHanded = MoveParts.HandOver(context, server, trip.Move));
        }

        if (error is null)
        {
            foreach (Event step in isFirst ? Schedule(trip) : NextAlternate(trip))
            {
                yield return step;
            }

            error = trip.Error;
            if (error is not null)
            {
                trip.Move!.Status = MigrationStatus.Error;
                if (hasHanded && !server.Instance.IsDeleted)
                {
                    MoveParts.HandBack(context, server, trip.Move);
                }
            }
        }

        if (error is null)
        {
            server.Flavor = trip.Flavor;
            server.PciRequests = trip.Wish.PciRequests;
            server.NumaWish = trip.Wish.NumaTopology;
            yield break;
        }

        trip.Target = null;
        if (server.Instance.IsDeleted)
        {
            // The move's record is gone too, and with it who could give back what it holds.
            yield break;
        }

        server.Instance.GiveUp(error);
        if (isFirst)
        {
            NovaException told = error.Name is "NoValidHost" or "MaxRetriesExceeded"
                ? new NovaException("NoValidHost", "No valid host was found. No valid host found for " + (trip.IsResize ? "resize" : "cold migrate"))
                : error;
            context.Hooks.Failed("migrate_server", "conductor", told, server);
        }
        else
        {
            // The compute that asked for another host gets the answer, and breaks over its own refusal.
            Break(trip, "prep_resize", trip.RefusedBy!);
        }
    }

    private IEnumerable<Event> Schedule(Trip trip)
    {
        SchedulingAnswer answer = new();
        foreach (Event step in scheduler.Select(
            trip.Server, () => scheduler.Describe(trip.Server, trip.Wish), returnsAlternates: true, answer))
        {
            yield return step;
        }

        trip.Error = answer.Error;
        trip.Target = answer.Selected;
        trip.Alternates = answer.Alternates;
    }

    private IEnumerable<Event> NextAlternate(Trip trip)
    {
        while (trip.Target is null && trip.Alternates.TryDequeue(out HostSelection? alternate))
        {
            yield return context.Wait(TimingCatalog.PlacementWrite, trip.Server);
            trip.Target = scheduler.Allocate(trip.Server, alternate) ? alternate : null;
        }

        trip.Error = trip.Target is not null ? null : new NovaException(
            "MaxRetriesExceeded",
            $"Exceeded maximum number of retries. Exhausted all hosts available for retrying build failures for instance {trip.Server.Record.Name}.");
    }

    /// <summary>The destination's claim.</summary>
    private NovaException? Prepare(Trip trip, HostSelection target)
    {
        Instance instance = trip.Server.Instance;
        trip.RefusedBy = target.Host;
        return instance.Refusal(instance.TaskState) ?? MoveParts.Attempt(() =>
        {
            instance.NewFlavor = trip.Flavor;
            instance.OldVmState = instance.VmState;
            if (target.Providers.Count > 0)
            {
                instance.PciRequests = PciRequestBinding.Bind(instance.PciRequests, target.Providers);
            }

            target.Host.Tracker.ClaimMove(
                instance,
                trip.Flavor,
                trip.Move!,
                context.Cloud.AliasesOf(target.Host),
                trip.Server.Image,
                target.NumaLimits,
                MoveParts.RequestNames(trip.Server, trip.Move!, target.Host.Name, trip.Attempts));
            context.Changed(target.Host);
        });
    }

    /// <summary>The source sends the disks, and the destination starts the guest.</summary>
    private IEnumerable<Event> Carry(Trip trip, ComputeHost target)
    {
        Server server = trip.Server;
        Instance instance = server.Instance;
        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Operations.Enter("resize_instance", trip.Source, server))
        {
            yield break;
        }

        if (instance.Refusal(TaskState.ResizePrep) is { } unexpected)
        {
            RollBack(trip, unexpected);
            yield break;
        }

        trip.Move!.Status = MigrationStatus.Migrating;
        instance.TaskState = TaskState.ResizeMigrating;
        if (instance.OldVmState == VmState.Active)
        {
            context.Observer.Stopped(trip.Move);
        }

        yield return context.Wait(TimingCatalog.MigrateDisk, server);
        if ((context.Hooks.FaultAt(FaultPoint.MigrateDisk, trip.Source, server) ?? instance.Refusal(TaskState.ResizeMigrating)) is { } fault)
        {
            RollBack(trip, fault);
            yield break;
        }

        trip.Move.Status = MigrationStatus.PostMigrating;
        context.Cloud.Database.SetHost(instance, target.Name);
        instance.OldFlavor = instance.Flavor;
        instance.TaskState = TaskState.ResizeMigrated;
        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Operations.Enter("finish_resize", target, server))
        {
            yield break;
        }

        foreach (Event step in Finish(trip, target))
        {
            yield return step;
        }
    }

    /// <summary>The source gives up: the allocation goes back to the server, even to a deleted one.</summary>
    private void RollBack(Trip trip, NovaException error)
    {
        MoveParts.HandBack(context, trip.Server, trip.Move!);
        trip.Refusal = error;
        Break(trip, "resize_instance", trip.Source);
    }

    private IEnumerable<Event> Finish(Trip trip, ComputeHost target)
    {
        Server server = trip.Server;
        Instance instance = server.Instance;
        if (instance.Refusal(TaskState.ResizeMigrated) is { } unexpected)
        {
            Fail(trip, target, unexpected);
            yield break;
        }

        instance.OldFlavor = instance.Flavor;
        if (trip.IsResize)
        {
            instance.Flavor = instance.NewFlavor!;
        }

        instance.ApplyMigrationContext();
        instance.TaskState = TaskState.ResizeFinish;
        target.Place(server);
        yield return context.Wait(TimingCatalog.FinishMove, server);
        NovaException? error = Neutron.Bind(server, target)
            ?? MoveParts.RefusalOfOldBinding(context, server)
            ?? GuestLife.Start(context, FaultPoint.FinishMigration, server, target, instance.MigrationContext!.NewDevices);
        if (error is not null)
        {
            instance.Flavor = instance.OldFlavor;
        }

        error ??= instance.Refusal(TaskState.ResizeFinish);
        if (error is not null)
        {
            Fail(trip, target, error);
            yield break;
        }

        trip.Move!.Status = MigrationStatus.Finished;
        context.Observer.RunsAgain(trip.Move);
        instance.VmState = VmState.Resized;
        instance.TaskState = TaskState.None;
    }

    /// <summary>The destination gives up: the server is there, so the move's allocation of the source goes.</summary>
    private void Fail(Trip trip, ComputeHost target, NovaException error)
    {
        trip.Refusal = error;
        Break(trip, "finish_resize", target);
        MoveParts.Drop(context, trip.Server, trip.Move!);
    }

    /// <summary>A compute ends with an error that nobody handles: move and server are in error.</summary>
    private void Break(Trip trip, string method, ComputeHost where)
    {
        trip.Move!.Status = MigrationStatus.Error;
        context.Leaves(LeakCause.ErrorMigration, method, trip.Server);
        trip.Server.Instance.Break(trip.Refusal!);
        context.Hooks.Failed(method, where.Name, trip.Refusal!, trip.Server);
    }
}
