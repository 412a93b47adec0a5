using Model;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>The faults that a scenario plans for boots and operations on servers: each strikes only while that boot or operation goes on.</summary>
internal sealed class PlannedFaults
{
    private readonly Dictionary<string, List<Operation>> _going = new(StringComparer.Ordinal);

    /// <summary>An operation on a server begins.</summary>
    public void Begin(Operation operation)
    {
        if (operation.Faults.Count == 0)
        {
            return;
        }

        if (!_going.TryGetValue(operation.Target, out List<Operation>? going))
        {
            going = [];
            _going.Add(operation.Target, going);
        }

        going.Add(operation);
    }

    /// <summary>An operation on a server has come to an end.</summary>
    public void End(Operation operation) => _going.GetValueOrDefault(operation.Target)?.Remove(operation);

    /// <summary>The fault planned for a place, or null.</summary>
    public NovaException? At(FaultPoint point, ComputeHost host, Server server)
    {
        PlannedFault wanted = new(point, host.Name);
        bool strikes = (server.Record.ActiveAt is null && server.Request.Faults.Contains(wanted))
            || (_going.TryGetValue(server.Record.Name, out List<Operation>? going)
                && going.Exists(operation => operation.Faults.Contains(wanted)));
        return strikes ? new NovaException("Injected", "injected failure") : null;
    }
}
