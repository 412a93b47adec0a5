using Model;
using Model.Pci;
using Model.Servers;
using Simulator.Migrations;
using MigrationStatus = Model.Servers.MigrationStatus;

namespace Simulator.Flows.Moves;

/// <summary>A live migration on its way from service to service.</summary>
internal sealed class Journey(Server server, ComputeHost source, Simulation env)
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

    /// <summary>The hypervisor's job, or null while there is none or where its physics is not modelled.</summary>
    public LiveMigrationJob? Job { get; set; }

    /// <summary>Whether the guest is on its way, without a job that says how far it is.</summary>
    public bool IsTransferring { get; set; }

    /// <summary>Whether somebody has aborted it before the hypervisor began, or where its physics is not modelled.</summary>
    public bool IsAborted { get; private set; }

    /// <summary>Whether the guest was destroyed on the source.</summary>
    public bool IsGuestGone { get; private set; }

    /// <summary>Happens when it is aborted.</summary>
    public Event Aborted { get; } = new(env);

    /// <summary>Aborts it: what waits or is prepared goes no further, what runs is broken off by the hypervisor.</summary>
    /// <returns>False where it is too late.</returns>
    public bool Abort()
    {
        if (Job is { } job)
        {
            return job.Abort();
        }

        if (IsAborted || !(IsTransferring || Move.Status is MigrationStatus.Queued or MigrationStatus.Preparing))
        {
            return false;
        }

        IsAborted = true;
        Aborted.Succeed();
        return true;
    }

    /// <summary>Makes the hypervisor's job come to an end; a transfer whose physics is not modelled ends as it would have.</summary>
    /// <returns>False where there is none that can be forced.</returns>
    public bool ForceComplete() => Job?.ForceComplete() ?? IsTransferring;

    /// <summary>A host destroys the guest. On the source that ends the hypervisor's job.</summary>
    public void GuestIsGone(ComputeHost host)
    {
        if (host == Source)
        {
            IsGuestGone = true;
            Job?.Fail("The guest was destroyed.");
        }
    }

    /// <summary>Why no host was found, or null.</summary>
    public NovaException? Error { get; set; }
}
