using Model;
using Model.Pci;
using Model.Servers;

namespace Simulator.Flows.Moves;

/// <summary>A live migration on its way from service to service.</summary>
internal sealed class Journey(Server server, ComputeHost source)
{
    /// <summary>The server.</summary>
    public Server Server { get; } = server;

    /// <summary>The host it leaves.</summary>
    public ComputeHost Source { get; } = source;

    /// <summary>The record of the move.</summary>
    public required Migration Move { get; init; }

    /// <summary>The server's requests as the database has them.</summary>
    public required IReadOnlyList<PciRequest> Requests { get; init; }

    /// <summary>The same, tied to the providers of the last candidate; null before there was one.</summary>
    public IReadOnlyList<PciRequest>? Bound { get; set; }

    /// <summary>The host it goes to, once there is one.</summary>
    public ComputeHost? Target { get; set; }

    /// <summary>Whether the move holds the source's allocation.</summary>
    public bool HasHanded { get; set; }

    /// <summary>How the transfer ended: completed, cancelled or failed.</summary>
    public MigrationStatus Ending { get; set; } = MigrationStatus.Failed;

    /// <summary>Why no host was found, or null.</summary>
    public NovaException? Error { get; set; }
}
