using Model;
using Model.Servers;
using Simulator.Scenarios;
using MigrationStatus = Model.Servers.MigrationStatus;

namespace Simulator.Flows.Moves;

/// <summary>
/// Aborts a live migration, or makes it complete by force (<c>nova/compute/api.py</c>, live_migrate_abort and live_migrate_force_complete;
/// <c>nova/compute/manager.py</c>, live_migration_abort and live_migration_force_complete).
/// </summary>
internal sealed class JourneyEndFlow(FlowContext context, bool isAbort)
{
    private readonly string _method = isAbort ? "abort live migration" : "force complete";
    private readonly string _call = isAbort ? "live_migration_abort" : "live_migration_force_complete";

    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server, FlowOutcome outcome) => context.Operations.Run(server, Steps(server, outcome));

    private IEnumerable<Event> Steps(Server server, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (!Accept(server, outcome) || server.Host is not { } host)
        {
            yield break;
        }

        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Operations.Enter(_call, host, server))
        {
            yield break;
        }

        bool isDone = server.Journey is { } journey && (isAbort ? journey.Abort() : journey.ForceComplete());
        if (!isDone && isAbort && context.Cloud.Database.MigrationsOf(server.Instance) is [.., { } move])
        {
            context.Hooks.Failed(_call, host.Name, Invalid(server, move), server);
        }
    }

    private bool Accept(Server server, FlowOutcome outcome)
    {
        Instance instance = server.Instance;
        Migration? move = context.Cloud.Database.MigrationsOf(instance).LastOrDefault(move => move.Type == MigrationType.LiveMigration);
        if (!isAbort && instance.VmState != VmState.Active)
        {
            outcome.Refuse(409, ServerApi.Invalid(server, _method, "vm_state", instance.VmState.ToName()));
        }
        else if (instance.TaskState != TaskState.Migrating)
        {
            outcome.Refuse(409, ServerApi.Invalid(server, _method, "task_state", instance.TaskState.ToName() ?? "None"));
        }
        else if (move is null)
        {
            outcome.Refuse(isAbort ? 404 : 400, new NovaException(
                "MigrationNotFoundForInstance", $"Migration not found for instance {server.Record.Name}"));
        }
        else if (move.Status != MigrationStatus.Running && !(isAbort && move.Status is MigrationStatus.Queued or MigrationStatus.Preparing))
        {
            outcome.Refuse(400, Invalid(server, move));
        }

        return outcome.Refusal is null;
    }

    private NovaException Invalid(Server server, Migration move) => new(
        "InvalidMigrationState",
        $"Migration {move.Number} state of instance {server.Record.Name} is {move.Status.ToName()}. "
            + $"Cannot {_method} while the migration is in this state.");
}
