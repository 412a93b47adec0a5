using Model;
using Model.Configuration;
using Model.Networking;
using Model.Servers;

namespace Simulator.Flows;

/// <summary>What the API checks before it takes an operation on a server (<c>nova/compute/api.py</c>).</summary>
internal static class ServerApi
{
    /// <summary>Whether the server is in one of the given states and nothing is being done with it.</summary>
    /// <returns>False when the request was refused with status 409.</returns>
    public static bool Allows(this FlowOutcome outcome, Server server, string method, params ReadOnlySpan<VmState> states)
    {
        Instance instance = server.Instance;
        if (!states.Contains(instance.VmState))
        {
            outcome.Refuse(409, Invalid(server, method, "vm_state", instance.VmState.ToName()));
        }
        else if (instance.TaskState != TaskState.None)
        {
            outcome.Refuse(409, Invalid(server, method, "task_state", instance.TaskState.ToName()!));
        }

        return outcome.Refusal is null;
    }

    /// <summary>Whether the release lets servers with such ports do that.</summary>
    /// <returns>False when the request was refused with status 409.</returns>
    public static bool AllowsPorts(this FlowOutcome outcome, FlowContext context, string operation, IEnumerable<ServerPort> ports)
    {
        // Moves wait for the controllers' release, what concerns a running guest's devices for that of all compute services.
        NovaRelease release = operation is "migrate" or "resize" or "evacuate" or "shelve"
            ? context.Cloud.Scenario.Release
            : context.Cloud.Hosts.Min(host => host.Tracker.Facts.Options.Release);
        if (PortGates.RefusalOfVdpa(operation, ports.Select(port => port.Port), release) is { } refusal)
        {
            outcome.Refuse(409, refusal);
        }

        return outcome.Refusal is null;
    }

    /// <summary>Whether the service of the server's host is up.</summary>
    /// <returns>False when the request was refused with status 409.</returns>
    public static bool DemandsHost(this FlowOutcome outcome, FlowContext context, Server server)
    {
        if (server.Host is not { } host)
        {
            outcome.Refuse(409, new NovaException("InstanceNotReady", $"Instance {server.Record.Name} is not ready"));
        }
        else if (!context.IsUp(host))
        {
            outcome.Refuse(409, new NovaException("ServiceUnavailable", "Service is unavailable at this time."));
        }

        return outcome.Refusal is null;
    }

    /// <summary>The refusal of a request that does not fit a server's state.</summary>
    public static NovaException Invalid(Server server, string method, string attribute, string state) => new(
        "InstanceInvalidState", $"Cannot '{method}' instance {server.Record.Name} while it is in {attribute} {state}");
}
