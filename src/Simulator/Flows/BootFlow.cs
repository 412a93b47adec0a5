using Model;
using Model.Networking;
using Model.Numa;
using Model.Pci;
using Model.Servers;
using Simulator.Flows.Decisions;
using Simulator.Metrics;
using Simulator.Flows.Leaks;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>
/// Boots a server (<c>nova/compute/manager.py</c>, <c>nova/conductor/manager.py</c>): API, conductor, scheduler, Placement and the
/// compute service, each at its own time. A compute that refuses makes the conductor try the next alternate.
/// </summary>
internal sealed class BootFlow(FlowContext context, SchedulerService scheduler)
{
    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server, FlowOutcome? outcome = null)
    {
        foreach (Event step in context.Operations.Run(server, Steps(server, outcome)))
        {
            yield return step;
        }

        if (server.Record.ActiveAt is not null && !server.Instance.IsDeleted
            && GuestWork.Lifetime(context, server) is { } lifetime && context.Now + lifetime < context.Cloud.Scenario.Duration)
        {
            yield return context.Env.Sleep(lifetime);
            context.Env.Process(new DeleteFlow(context).Run(server));
        }
    }

    private IEnumerable<Event> Steps(Server server, FlowOutcome? outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (Accept(server) is { } badRequest)
        {
            // A request that the API refuses leaves no record.
            context.Cloud.Database.Delete(server.Instance);
            outcome?.Refuse(badRequest.Name == "ImagePCINUMAPolicyForbidden" ? 403 : 400, badRequest);
            FailureRecord record = Refuse(server, "api", badRequest, final: true);
            context.Decisions.Settle(context.Decisions.IsWanted ? new Decision(server, context.Now) { Refusal = record } : null);
            yield break;
        }

        yield return context.Wait(TimingCatalog.Message, server);
        yield return context.Wait(TimingCatalog.Conductor, server);
        SchedulingAnswer answer = new();
        foreach (Event step in scheduler.Select(server, answer))
        {
            yield return step;
        }

        if (server.Instance.IsDeleted)
        {
            // Deleted while the scheduler looked for hosts: the conductor finds no request to build any more, and gives the allocation back.
            context.Placement.Delete(server, server.Uuid);
            yield break;
        }

        if (answer.Refusal is { } refusal)
        {
            server.Instance.EndInError(new NovaException(refusal.Exception, answer.Error!.Message));
            context.Observer.Refused(server.Record, refusal);
            context.Decisions.Settle(answer.Decision);
            yield break;
        }

        foreach (Event step in Build(server, answer))
        {
            yield return step;
        }
    }

    /// <summary>Sends the server to the chosen host and, when that refuses, to the alternates.</summary>
    private IEnumerable<Event> Build(Server server, SchedulingAnswer answer)
    {
        BuildAttempt attempt = new() { Selection = answer.Selected };
        while (attempt.Selection is { } selection)
        {
            server.Record.Attempts++;
            if (!context.Operations.Enter("build_and_run_instance", selection.Host, server))
            {
                yield break;
            }

            foreach (Event step in TryHost(server, attempt, selection))
            {
                yield return step;
            }

            if (attempt.IsPreempted)
            {
                yield return context.Wait(TimingCatalog.PlacementWrite, server);
                context.Placement.Delete(server, server.Uuid);
                yield break;
            }

            answer.Decision?.ComputeClaims.Add((selection, attempt.Refusal));
            if (attempt.Refusal is not { } refusal)
            {
                context.Decisions.Settle(answer.Decision);
                Live(server, selection.Host);
                yield break;
            }

            Note(server, attempt, selection, refusal);

            // The compute takes the allocation away before it hands the server back to the conductor.
            yield return context.Wait(TimingCatalog.PlacementWrite, server);
            context.Placement.Delete(server, server.Uuid);
            if (!MayRetry(server))
            {
                GiveUp(server, answer, refusal);
                yield break;
            }

            server.Instance.TaskState = TaskState.Scheduling;
            context.Operations.Leave();
            foreach (Event step in FindAlternate(server, attempt, answer))
            {
                yield return step;
            }
        }
    }

    /// <summary>The compute's part: claim, ports and the start of the guest.</summary>
    private IEnumerable<Event> TryHost(Server server, BuildAttempt attempt, HostSelection selection)
    {
        Instance instance = server.Instance;
        yield return context.Wait(TimingCatalog.Message, server);
        while (context.Operations.Lock(server) is { } turn)
        {
            yield return turn;
        }

        if (instance.Refusal(TaskState.Scheduling, TaskState.None) is not null)
        {
            Preempted(server, attempt, selection.Host);
            yield break;
        }

        instance.VmState = VmState.Building;
        instance.TaskState = TaskState.None;
        yield return context.Wait(TimingCatalog.Claim, server);
        if (instance.IsDeleted)
        {
            Preempted(server, attempt, selection.Host);
            yield break;
        }

        attempt.Stage = "compute claim";
        attempt.Refusal = selection.Host.Claim(context, server, selection);
        attempt.IsClaimed = attempt.Refusal is null;
        if (attempt.IsClaimed)
        {
            attempt.Stage = "network";
            attempt.Refusal = Neutron.Bind(server, selection.Host);
        }

        if (attempt.Refusal is not null)
        {
            yield break;
        }

        if (instance.Refusal(TaskState.None) is not null)
        {
            selection.Host.Abort(context, server);
            Preempted(server, attempt, selection.Host);
            yield break;
        }

        attempt.Stage = "spawn";
        instance.TaskState = TaskState.Spawning;
        yield return context.Wait(TimingCatalog.Spawn, server);
        attempt.Refusal = GuestLife.Start(context, FaultPoint.Spawn, server, selection.Host);
        if (attempt.Refusal is null && instance.Refusal(TaskState.Spawning) is not null)
        {
            // The guest and its claim are left to the delete, which waits for the lock; to the audit, where that came to a host tried before.
            Preempted(server, attempt, selection.Host);
            if (instance.IsDeleted)
            {
                context.Audits.Await(selection.Host);
            }
        }
    }

    /// <summary>The server is being deleted: the build ends, and counts as failed.</summary>
    private static void Preempted(Server server, BuildAttempt attempt, ComputeHost host)
    {
        attempt.IsPreempted = true;
        Neutron.Unbind(server, host);
        host.Tracker.BuildFailed();
    }

    /// <summary>The conductor's part: the next alternate whose resources Placement still grants; without one the server is in ERROR.</summary>
    private IEnumerable<Event> FindAlternate(Server server, BuildAttempt attempt, SchedulingAnswer answer)
    {
        yield return context.Wait(TimingCatalog.Message, server);
        yield return context.Wait(TimingCatalog.Conductor, server);
        attempt.Selection = null;
        if (server.Instance.IsDeleted && (server.Record.Attempts >= AttemptsMax || answer.Alternates.Count == 0))
        {
            yield break;
        }

        if (server.Record.Attempts >= AttemptsMax)
        {
            GiveUp(server, answer, TooManyAttempts(AttemptsMax, server));
            yield break;
        }

        while (attempt.Selection is null && answer.Alternates.TryDequeue(out HostSelection? alternate))
        {
            yield return context.Wait(TimingCatalog.PlacementWrite, server);
            attempt.Selection = scheduler.Allocate(server, alternate) ? alternate : null;
        }

        if (server.Instance.IsDeleted)
        {
            // The conductor claims first and saves then: nobody gives the claim back.
            attempt.Selection = null;
        }
        else if (attempt.Selection is null)
        {
            GiveUp(server, answer, NoMoreHosts(server));
        }
        else
        {
            context.Observer.Rescheduled();
        }
    }

    /// <summary>A host has refused the server.</summary>
    private void Note(Server server, BuildAttempt attempt, HostSelection selection, NovaException refusal)
    {
        string guard = string.Empty;
        if (attempt.Stage == "compute claim")
        {
            context.Observer.ComputeClaimRefused();
            guard = selection.Host.Guard(server, selection);
        }

        Refuse(server, attempt.Stage, refusal, final: false, selection.Host, guard);
        Forget(server, selection.Host, attempt.IsClaimed, refusal);
        selection.Host.Tracker.BuildFailed();
    }

    private int AttemptsMax => context.Cloud.Controller.Scheduler.MaxAttempts;

    /// <summary>Servers that may try only once, or only one host without filters, are not handed back to the conductor.</summary>
    private bool MayRetry(Server server) => AttemptsMax > 1 && server.Request.Host is null;

    /// <summary>What the compute does with its claim when the build fails: a claim that broke half-way is left to the audit.</summary>
    private void Forget(Server server, ComputeHost host, bool isClaimed, NovaException refusal)
    {
        if (isClaimed)
        {
            host.Abort(context, server);
            return;
        }

        context.Cloud.Database.SetHost(server.Instance, null);
        if (refusal.Name != "ComputeResourcesUnavailable")
        {
            context.Leaves(LeakCause.RefusedUpdate, "build_and_run_instance", server);
            context.Audits.Await(host);
        }
    }

    private void GiveUp(Server server, SchedulingAnswer answer, NovaException refusal)
    {
        context.Observer.RetriesExhausted();
        server.Instance.EndInError(refusal);
        FailureRecord record = Refuse(server, "conductor", refusal, final: true);
        if (answer.Decision is { } decision)
        {
            decision.Refusal = record;
            context.Decisions.Settle(decision);
        }
    }

    /// <summary>The server runs.</summary>
    private void Live(Server server, ComputeHost host)
    {
        server.Instance.Runs();
        host.Tracker.BuildSucceeded();

        // Nova counts the guest as one that is being built until the host's next audit.
        context.Audits.Await(host);
        context.Observer.Started(server.Record);
    }

    /// <summary>What the API works out of a request, with its refusals.</summary>
    private NovaException? Accept(Server server)
    {
        try
        {
            Neutron.CheckFree(server);
            server.NumaWish = NumaConstraints.FromFlavorAndImage(server.Flavor, server.Image);
            PciNumaPolicy? policy = PciRequestFactory.AffinityPolicy(
                server.Flavor, server.Image, PciRules.Of(context.Cloud.Controller.Release.Features));
            server.PciRequests = PciRequestFactory.FromFlavor(
                server.Flavor,
                policy,
                context.Cloud.Aliases,
                number => Cloud.UuidOf("pci-request", FormattableString.Invariant($"{server.Record.Name}/{number}")));
            context.Cloud.Neutron.AddRequests(server, policy);
            server.Instance.Numa = server.NumaWish;
            server.Instance.PciRequests = server.PciRequests;
            server.Instance.TaskState = TaskState.Scheduling;
            return null;
        }
        catch (NovaException refusal)
        {
            return refusal;
        }
    }

    private FailureRecord Refuse(Server server, string stage, NovaException refusal, bool final, ComputeHost? host = null, string guard = "")
    {
        FailureRecord record = new()
        {
            At = context.Now,
            Server = server.Record.Name,
            Workload = server.Record.Workload,
            Flavor = server.Record.Flavor,
            Stage = stage,
            Exception = refusal.Name,
            Reason = refusal.Name switch
            {
                "MaxRetriesExceeded" => "every host that was tried refused",
                "ComputeResourcesUnavailable" => refusal.Message,
                _ => $"{refusal.Name}: {refusal.Message}",
            },
            Detail = host is null ? refusal.Message : $"{host.Name}: {refusal.Message}{guard}",
            Final = final,
        };
        context.Observer.Refused(server.Record, record);
        return record;
    }

    private static NovaException TooManyAttempts(int attemptsMax, Server server) => new(
        "MaxRetriesExceeded",
        FormattableString.Invariant(
            $"Exceeded maximum number of retries. Exceeded max scheduling attempts {attemptsMax} for instance {server.Record.Name}."));

    private static NovaException NoMoreHosts(Server server) => new(
        "MaxRetriesExceeded",
        "Exceeded maximum number of retries. Exhausted all hosts available for retrying build failures "
            + $"for instance {server.Record.Name}.");
}
