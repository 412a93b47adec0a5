using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>Ends a cold migration or resize that waits for its user, one way or the other.</summary>
internal abstract class MoveEndFlow(FlowContext context, string method)
{
    /// <summary>What every flow needs.</summary>
    protected FlowContext Context { get; } = context;

    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server, FlowOutcome outcome) => Context.Operations.Run(server, Steps(server, outcome));

    /// <summary>What happens to the move.</summary>
    protected abstract IEnumerable<Event> End(Server server, Migration move, FlowOutcome outcome);

    private IEnumerable<Event> Steps(Server server, FlowOutcome outcome)
    {
        yield return Context.Wait(TimingCatalog.Api, server);
        if (!outcome.Allows(server, method, VmState.Resized)
            || Context.Cloud.Database.FindMigration(server.Instance, MigrationStatus.Finished) is not { } move)
        {
            yield break;
        }

        foreach (Event step in End(server, move, outcome))
        {
            yield return step;
        }
    }
}
