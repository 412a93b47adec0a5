using Model.Configuration;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Traces;

namespace Simulator.Scenarios.Format;

/// <summary>Checks every name in the entries of <c>operations:</c>, and works out how restarts change hosts.</summary>
internal sealed class OperationBinder(
    BindContext context,
    HostBinder hosts,
    IReadOnlyList<HostDefinition> definitions,
    WorkloadBinder workload,
    FlavorCatalogue flavors,
    IReadOnlyCollection<string> images,
    IReadOnlyList<PortDefinition> ports,
    ControllerConfigurations controllers)
{
    private static readonly string[] Controllers = ["all", Operation.SchedulerOnly];

    private readonly Dictionary<string, HostDefinition> now = definitions.ToDictionary(host => host.Name, StringComparer.Ordinal);
    private readonly string[] portNames = [.. ports.Select(port => port.Name!)];
    private readonly Dictionary<string, List<SourceText>> fragments = new(StringComparer.Ordinal);

    /// <summary>The operations by time; equal times keep the order of the file.</summary>
    public IReadOnlyList<Operation> Bind(IReadOnlyList<OperationEntry> entries)
    {
        List<Operation> operations = [];
        foreach (OperationEntry entry in entries.OrderBy(entry => entry.Operation.At))
        {
            bool isKnown = KnowsTarget(entry);
            isKnown &= entry.Host is not { } host || context.Knows("host", host, hosts.Names);
            isKnown &= entry.Flavor is not { } flavor || flavors.Check(flavor);
            isKnown &= entry.Image is not { } image || context.Knows("image", image, images);
            isKnown &= entry.Port is not { } port || port.Value.Contains('/') || context.Knows("port", port, portNames);
            IReadOnlyList<PlannedFault> faults = FaultEntry.Resolve(context, entry.Faults, hosts.Names);
            if (isKnown)
            {
                operations.Add(entry.Operation with
                {
                    Host = entry.Host?.Value,
                    Flavor = entry.Flavor?.Value,
                    Image = entry.Image?.Value,
                    Port = entry.Port?.Value,
                    Faults = faults,
                    Changed = entry.Operation.Kind.IsOnHost() && HasChanges(entry) ? Change(entry) : null,
                    Controller = entry.Operation.Kind == OperationKind.RestartControllers
                        ? controllers.Change([.. entry.NovaConf.Select(text => text with { Replaces = true })], entry.Release)
                        : null,
                });
            }
        }

        return operations;
    }

    private bool KnowsTarget(OperationEntry entry)
    {
        OperationKind kind = entry.Operation.Kind;
        return kind == OperationKind.RestartControllers ? context.Knows("group of controllers", entry.Target, Controllers)
            : kind.IsOnHost() ? context.Knows("host", entry.Target, hosts.Names)
            : !kind.IsOnServer() || workload.MayHave(entry.Target.Value) || context.Knows("server", entry.Target, workload.Servers);
    }

    private static bool HasChanges(OperationEntry entry) => entry.NovaConf.Count > 0 || entry.Hardware is not null || entry.Release is not null;

    /// <summary>The host with all that was changed so far; null after a problem, which is reported.</summary>
    private HostDefinition? Change(OperationEntry entry)
    {
        string name = entry.Target.Value;
        if (!now.TryGetValue(name, out HostDefinition? host))
        {
            return null;
        }

        if (!fragments.TryGetValue(name, out List<SourceText>? changes))
        {
            changes = [];
            fragments.Add(name, changes);
        }

        changes.AddRange(entry.NovaConf.Select(text => text with { Replaces = true }));
        return now[name] = hosts.Change(host, changes, entry.Hardware, entry.Release);
    }
}
