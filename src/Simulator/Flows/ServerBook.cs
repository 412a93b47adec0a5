using System.Diagnostics.CodeAnalysis;
using Model.Servers;
using Simulator.Metrics;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>All servers of a run, those that are deleted too.</summary>
internal sealed class ServerBook(Cloud cloud, RandomStreams streams)
{
    private readonly Dictionary<string, Server> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Server> _byUuid = new(StringComparer.Ordinal);

    /// <summary>The server of that name.</summary>
    /// <exception cref="KeyNotFoundException">There was never one.</exception>
    public Server this[string name] => _byName[name];

    /// <summary>All servers in the order in which they were asked for.</summary>
    public IReadOnlyCollection<Server> Values => _byName.Values;

    /// <summary>Looks for the server of that name.</summary>
    public bool TryGetValue(string name, [MaybeNullWhen(false)] out Server server) => _byName.TryGetValue(name, out server);

    /// <summary>The server of a record.</summary>
    public Server Of(Instance instance) => _byUuid[instance.Uuid];

    /// <summary>The server of that uuid, or null when no flow made it.</summary>
    public Server? Find(string uuid) => _byUuid.GetValueOrDefault(uuid);

    /// <summary>The servers whose record names a host, in the order in which they came to it.</summary>
    public IReadOnlyList<Server> On(ComputeHost host) => [.. cloud.Database.On(host.Name).Select(Of)];

    /// <summary>Records a server that somebody asks for.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="now">When.</param>
    public Server Add(ServerRequest request, TimeSpan now)
    {
        Instance instance = new()
        {
            Uuid = Cloud.UuidOf("server", request.Name),
            ProjectId = request.Project,
            Flavor = cloud.Flavor(request.Flavor),
            Image = cloud.Image(request.Image),
        };
        Server server = new()
        {
            Cloud = cloud,
            Request = request,
            Instance = instance,
            Flavor = instance.Flavor,
            Image = instance.Image,
            Record = new ServerRecord
            {
                Name = request.Name,
                Workload = request.Workload,
                Flavor = request.Flavor,
                Project = request.Project,
                RequestedAt = now,
            },
            Ports = cloud.Neutron.PortsOf(request),
            Numbers = streams.For("server", request.Name),
        };
        cloud.Database.Add(instance);
        _byName.Add(request.Name, server);
        _byUuid.Add(server.Uuid, server);
        return server;
    }
}
