using Model;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>What flows ask and tell others on their way: what breaks, what broke, what ended.</summary>
internal sealed class FlowHooks
{
    /// <summary>What breaks at a place in a flow, or null for nothing.</summary>
    public Func<FaultPoint, ComputeHost, Server, NovaException?>? Faults { get; set; }

    /// <summary>Whether a message about a server is lost on its way to another service; null for never.</summary>
    public Func<Server, bool>? LosesMessage { get; set; }

    /// <summary>Told of every asynchronous call that ends with an error, or null.</summary>
    public Action<CallError>? CallFailed { get; set; }

    /// <summary>Told of every server that is deleted and the host it was on (<c>instance.delete.end</c>), or null.</summary>
    public Action<Server, ComputeHost>? ServerDeleted { get; set; }

    /// <summary>The fault that strikes at a place in a flow, or null.</summary>
    public NovaException? FaultAt(FaultPoint point, ComputeHost host, Server server) => Faults?.Invoke(point, host, server);

    /// <summary>An asynchronous call ended with an error, which nobody but the log hears of.</summary>
    public void Failed(string method, string where, NovaException error, Server server) =>
        CallFailed?.Invoke(new CallError(method, where, error.Name, server.Record.Name));

    /// <summary>An asynchronous call was lost with the service that it went to.</summary>
    public void Lost(string method, string where, Server server) =>
        CallFailed?.Invoke(new CallError(method, where, CallError.Lost, server.Record.Name));
}
