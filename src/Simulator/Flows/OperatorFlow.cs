using Model;
using Model.Compute;
using Model.Placement;
using Simulator.Flows.Moves;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Does what the scenario's operators and users do, at the given times.</summary>
internal sealed class OperatorFlow(FlowContext context, SchedulerService scheduler, PlannedFaults? faults = null)
{
    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(IReadOnlyList<Operation> operations)
    {
        foreach (Operation operation in operations)
        {
            if (operation.At > context.Now)
            {
                yield return context.Env.Sleep(operation.At - context.Now);
            }

            context.Env.Process(Follow(new OperationRecord(operation)));
        }
    }

    /// <summary>
    /// The service's own state. A running service also sets, at once, the trait by which Placement leaves the host out; a stopped one does
    /// so when it starts (<c>nova/compute/manager.py</c>, set_host_enabled).
    /// </summary>
    public void SetDisabled(ComputeHost host, bool disabled)
    {
        host.IsDisabled = disabled;
        if (host.IsRunning && context.Placement.IsAway)
        {
            context.Audits.Await(host);
        }
        else if (host.IsRunning)
        {
            PlacementStore placement = context.Cloud.Placement;
            string root = host.Tracker.Facts.Uuid;
            placement.SetTraits(root, [.. new HostTraitUpdate([], disabled).ApplyTo(placement.GetTraits(root))]);
        }
    }

    private IEnumerable<Event> Follow(OperationRecord record)
    {
        Operation operation = record.Operation;
        context.Observer.Began(record);
        IEnumerable<Event> steps = operation.Kind.IsOnServer() ? OnServer(record)
            : operation.Kind == OperationKind.Reserve ? Reserve(record)
            : operation.Kind == OperationKind.RestartControllers ? RestartControllers(operation)
            : OnHost(record, context.Cloud.HostNamed(operation.Target));
        foreach (Event step in steps)
        {
            yield return step;
        }

        context.Observer.Ended(record);
    }

    private IEnumerable<Event> OnServer(OperationRecord record)
    {
        Operation operation = record.Operation;
        if (!context.Servers.TryGetValue(operation.Target, out Server? server) || server.Instance.IsDeleted)
        {
            record.Outcome.Refuse(404, new NovaException("InstanceNotFound", $"Instance {operation.Target} could not be found."));
            yield break;
        }

        if (operation.Port is { } name && context.Cloud.Neutron.Find(name) is null)
        {
            record.Outcome.Refuse(404, new NovaException("PortNotFound", $"Port id {name} could not be found."));
            yield break;
        }

        faults?.Begin(operation);
        foreach (Event step in Flow(operation, server, record.Outcome))
        {
            yield return step;
        }

        faults?.End(operation);
    }

    private IEnumerable<Event> Flow(Operation operation, Server server, FlowOutcome outcome)
    {
        string? host = operation.Host;
        return operation.Kind switch
        {
            OperationKind.Delete => new DeleteFlow(context).Run(server),
            OperationKind.Migrate => new ColdMoveFlow(context, scheduler).Run(server, null, host, outcome),
            OperationKind.Resize => new ColdMoveFlow(context, scheduler).Run(server, context.Cloud.Flavor(operation.Flavor!), host, outcome),
            OperationKind.Confirm => new ConfirmFlow(context).Run(server, outcome),
            OperationKind.Revert => new RevertFlow(context).Run(server, outcome),
            OperationKind.LiveMigrate => new LiveMigrationFlow(context, scheduler).Run(server, host, outcome),
            OperationKind.Evacuate => new EvacuateFlow(context, scheduler).Run(server, host, outcome),
            OperationKind.Rebuild => new RebuildFlow(context, scheduler)
                .Run(server, operation.Image is { } image ? context.Cloud.Image(image) : server.Instance.Image, outcome),
            OperationKind.Shelve => new ShelveFlow(context).Run(server, outcome),
            OperationKind.Unshelve => new UnshelveFlow(context, scheduler).Run(server, host, outcome),
            OperationKind.Start => new StartFlow(context).Run(server, outcome),
            OperationKind.Stop => new PowerFlow(context, PowerChange.Stop).Run(server, outcome),
            OperationKind.Pause => new PowerFlow(context, PowerChange.Pause).Run(server, outcome),
            OperationKind.Unpause => new PowerFlow(context, PowerChange.Unpause).Run(server, outcome),
            OperationKind.Suspend => new PowerFlow(context, PowerChange.Suspend).Run(server, outcome),
            OperationKind.Resume => new PowerFlow(context, PowerChange.Resume).Run(server, outcome),
            OperationKind.AbortLiveMigration => new JourneyEndFlow(context, isAbort: true).Run(server, outcome),
            OperationKind.ForceCompleteLiveMigration => new JourneyEndFlow(context, isAbort: false).Run(server, outcome),
            OperationKind.AttachInterface => new AttachFlow(context).Run(server, context.Cloud.Neutron.Find(operation.Port!)!, outcome),
            OperationKind.DetachInterface => new DetachFlow(context).Run(server, context.Cloud.Neutron.Find(operation.Port!)!, outcome),
            _ => throw new InvalidOperationException($"operation {operation.Kind} has no flow"),
        };
    }

    private IEnumerable<Event> OnHost(OperationRecord record, ComputeHost host)
    {
        Operation operation = record.Operation;
        switch (operation.Kind)
        {
            case OperationKind.Disable or OperationKind.Enable:
                SetDisabled(host, operation.Kind == OperationKind.Disable);
                break;
            case OperationKind.ForceDown or OperationKind.ForceUp:
                host.IsForcedDown = operation.Kind == OperationKind.ForceDown;
                break;
            case OperationKind.StopHost:
                host.Stop(context.Now, isHost: true);
                host.IsForcedDown |= operation.ForcedDown;
                break;
            case OperationKind.StartHost:
                record.StartError = ComputeLife.Start(context, host, operation.Changed);
                break;
            case OperationKind.RestartHost:
                host.Stop(context.Now, isHost: false);
                yield return context.Env.Sleep(operation.Downtime);
                record.StartError = ComputeLife.Start(context, host, operation.Changed);
                break;
            default:
                throw new InvalidOperationException($"operation {operation.Kind} has no flow");
        }
    }

    /// <summary>Services read their options once, at their start. Decisions under way end with the old ones.</summary>
    private IEnumerable<Event> RestartControllers(Operation operation)
    {
        if (operation.Target != Operation.SchedulerOnly)
        {
            context.Cloud.Reconfigure(operation.Controller!);
        }

        scheduler.Configure(operation.Controller!);
        return [];
    }

    private IEnumerable<Event> Reserve(OperationRecord record)
    {
        Operation operation = record.Operation;
        PlacementStore placement = context.Cloud.Placement;
        if (context.Placement.IsAway)
        {
            record.Outcome.Refuse(503, PlacementClient.Unreachable());
            return [];
        }

        if (placement.FindProviderByName(operation.Target) is not { } provider)
        {
            record.Outcome.Refuse(404, new NovaException("NotFound", $"No resource provider with name {operation.Target} found"));
            return [];
        }

        foreach (Inventory inventory in placement.GetInventories(provider.Uuid))
        {
            int reserved = Math.Min(operation.Amount, inventory.Total);
            placement.UpdateInventory(provider.Uuid, inventory with { Reserved = reserved });
        }

        ComputeLife.NoticeLater(context, provider);
        return [];
    }
}
