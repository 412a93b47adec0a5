using Model.Compute;
using Model.Placement;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Does what the scenario's operator does, at the given times.</summary>
internal sealed class OperatorFlow(FlowContext context)
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

            Do(operation);
        }
    }

    private void Do(Operation operation)
    {
        switch (operation.Kind)
        {
            case OperationKind.Delete:
                if (context.Servers.TryGetValue(operation.Target, out Server? server))
                {
                    context.Env.Process(new DeleteFlow(context).Run(server));
                }

                break;
            case OperationKind.Disable:
                SetDisabled(context.Cloud.HostNamed(operation.Target), true);
                break;
            case OperationKind.Enable:
                SetDisabled(context.Cloud.HostNamed(operation.Target), false);
                break;
            case OperationKind.Reserve:
                Reserve(operation);
                break;
            default:
                throw new InvalidOperationException($"operation {operation.Kind} has no flow");
        }
    }

    /// <summary>
    /// The service's own state. A running service also sets, at once, the trait by which Placement leaves the host out; a stopped one does
    /// so when it starts (<c>nova/compute/manager.py</c>, set_host_enabled).
    /// </summary>
    public void SetDisabled(ComputeHost host, bool disabled)
    {
        host.IsDisabled = disabled;
        if (host.IsRunning)
        {
            PlacementStore placement = context.Cloud.Placement;
            string root = host.Tracker.Facts.Uuid;
            placement.SetTraits(root, [.. new HostTraitUpdate([], disabled).ApplyTo(placement.GetTraits(root))]);
        }
    }

    private void Reserve(Operation operation)
    {
        PlacementStore placement = context.Cloud.Placement;
        if (placement.FindProviderByName(operation.Target) is not { } provider)
        {
            return;
        }

        foreach (Inventory inventory in placement.GetInventories(provider.Uuid))
        {
            int reserved = Math.Min(operation.Amount, inventory.Total);
            placement.UpdateInventory(provider.Uuid, inventory with { Reserved = reserved });
        }

        ComputeLife.NoticeLater(context, provider);
    }
}
