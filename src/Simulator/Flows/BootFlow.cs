using Model;
using Model.Compute.Libvirt;
using Model.Networking;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Simulator.Flows.Decisions;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>
/// Boots a server (<c>nova/compute/manager.py</c>, <c>nova/conductor/manager.py</c>): API, conductor, scheduler, Placement and the
/// compute service, each at its own time. A compute that
/// refuses makes the conductor try the next alternate.
/// </summary>
internal sealed class BootFlow(FlowContext context, SchedulerService scheduler)
{
    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (Accept(server) is { } badRequest)
        {
            FailureRecord record = Refuse(server, "api", badRequest, final: true);
            context.Settled(context.Explains ? new Decision(server, context.Now) { Refusal = record } : null);
            yield break;
        }

        yield return context.Wait(TimingCatalog.Message, server);
        yield return context.Wait(TimingCatalog.Conductor, server);
        SchedulingAnswer answer = new();
        foreach (Event step in scheduler.Select(server, answer))
        {
            yield return step;
        }

        if (answer.Refusal is { } refusal)
        {
            context.Observer.Refused(server.Record, refusal);
            context.Settled(answer.Decision);
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
        int attemptsMax = context.Cloud.Scenario.Controller.Scheduler.MaxAttempts;
        HostSelection? selection = answer.Selected;
        while (selection is not null)
        {
            server.Record.Attempts++;
            yield return context.Wait(TimingCatalog.Message, server);
            yield return context.Wait(TimingCatalog.Claim, server);
            string stage = "compute claim";
            NovaException? refusal = selection.Host.Claim(context, server, selection);
            if (refusal is null)
            {
                stage = "network";
                refusal = Neutron.Bind(server, selection.Host);
            }

            if (refusal is null)
            {
                stage = "spawn";
                yield return context.Wait(TimingCatalog.Spawn, server);
                refusal = StartGuest(server, selection.Host);
            }

            answer.Decision?.ComputeClaims.Add((selection, refusal));
            if (refusal is null)
            {
                context.Settled(answer.Decision);
                foreach (Event step in Live(server, selection.Host))
                {
                    yield return step;
                }

                yield break;
            }

            if (stage == "compute claim")
            {
                context.Observer.ComputeClaimRefused();
            }

            string guard = stage == "compute claim" ? selection.Host.Guard(server, selection) : string.Empty;
            Refuse(server, stage, refusal, final: false, selection.Host, guard);
            selection.Host.Release(context, server);
            selection.Host.Tracker.BuildFailed();

            // The compute takes the allocation away before it hands the server back to the conductor.
            yield return context.Wait(TimingCatalog.PlacementWrite, server);
            DropAllocation(server);
            yield return context.Wait(TimingCatalog.Message, server);
            yield return context.Wait(TimingCatalog.Conductor, server);
            if (server.Record.Attempts >= attemptsMax)
            {
                GiveUp(server, answer, TooManyAttempts(attemptsMax, server));
                yield break;
            }

            selection = null;
            while (selection is null && answer.Alternates.TryDequeue(out HostSelection? alternate))
            {
                yield return context.Wait(TimingCatalog.PlacementWrite, server);
                selection = scheduler.Allocate(server, alternate) ? alternate : null;
            }

            if (selection is not null)
            {
                context.Observer.Rescheduled();
            }
        }

        GiveUp(server, answer, NoMoreHosts(server));
    }

    private void GiveUp(Server server, SchedulingAnswer answer, NovaException refusal)
    {
        context.Observer.RetriesExhausted();
        FailureRecord record = Refuse(server, "conductor", refusal, final: true);
        if (answer.Decision is { } decision)
        {
            decision.Refusal = record;
            context.Settled(decision);
        }
    }

    /// <summary>What libvirt and the kernel say when the guest is to start; null when it runs.</summary>
    private static NovaException? StartGuest(Server server, ComputeHost host)
    {
        try
        {
            GuestPort[] ports = [.. server.Ports.Select(port => port.Guest)];
            SpawnFailure? failure = GuestStart.Check(host.Tracker.Facts, host.Tracker.Find(server.Uuid)!, server.Image, ports);
            return failure is null ? null : new NovaException(failure.Exception, failure.Reason);
        }
        catch (NovaException refusal)
        {
            return refusal;
        }
    }

    /// <summary>The server runs until its time is up.</summary>
    private IEnumerable<Event> Live(Server server, ComputeHost host)
    {
        host.Tracker.BuildSucceeded(server.Uuid);
        context.Observer.Started(server.Record);
        if (server.DeleteRequested)
        {
            context.Env.Process(new DeleteFlow(context).Run(server));
        }
        else if (server.Request.Lifetime is { } lifetime && context.Now + lifetime < context.Cloud.Scenario.Duration)
        {
            yield return context.Env.Sleep(lifetime);
            context.Env.Process(new DeleteFlow(context).Run(server));
        }
    }

    /// <summary>What the API works out of a request, with its refusals.</summary>
    private NovaException? Accept(Server server)
    {
        try
        {
            Neutron.CheckFree(server);
            server.NumaWish = NumaConstraints.FromFlavorAndImage(server.Flavor, server.Image);
            PciNumaPolicy? policy = PciRequestFactory.AffinityPolicy(
                server.Flavor, server.Image, PciRules.Of(context.Cloud.Scenario.Release.Features));
            server.PciRequests = PciRequestFactory.FromFlavor(
                server.Flavor,
                policy,
                context.Cloud.Aliases,
                number => Cloud.UuidOf("pci-request", FormattableString.Invariant($"{server.Record.Name}/{number}")));
            context.Cloud.Neutron.AddRequests(server, policy);
            return null;
        }
        catch (NovaException refusal)
        {
            return refusal;
        }
    }

    private void DropAllocation(Server server)
    {
        if (context.Cloud.Placement.GetAllocations(server.Uuid) is { } held)
        {
            context.Cloud.Placement.DeleteAllocations(server.Uuid);
            context.Observer.Allocated(held.Allocations, -1);
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
        FormattableString.Invariant($"Exceeded max scheduling attempts {attemptsMax} for server {server.Record.Name}"));

    private static NovaException NoMoreHosts(Server server) => new(
        "MaxRetriesExceeded", $"Exhausted all hosts available for retrying build failures for server {server.Record.Name}");
}
