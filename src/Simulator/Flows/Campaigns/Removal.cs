using Model;
using Model.Servers;

namespace Simulator.Flows.Campaigns;

/// <summary>What came of the attempts to move a server away.</summary>
internal sealed class Removal
{
    // Refusals that another attempt cannot change, as the guest's devices are what they are.
    private const string PreCheck = "MigrationPreCheckError";

    private NovaException? _fault;

    /// <summary>How it left: <c>live</c>, <c>cold</c> or <c>gone</c> without our doing; null while it is there.</summary>
    public string? Way { get; set; }

    /// <summary>Why it is still there, or empty.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Whether it may not migrate live at all.</summary>
    public bool IsBarredFromLive { get; private set; }

    /// <summary>Whether a cold migration could do better than the live one: not when no host was found, or the guest was merely too busy.</summary>
    public bool MayGoCold { get; private set; } = true;

    /// <summary>Notes the last fault before an attempt.</summary>
    public void Note(Server server) => _fault = server.Instance.Fault;

    /// <summary>Works out why an attempt did not move the server.</summary>
    public void Explain(string what, Server server, FlowOutcome outcome, List<MoveRecord> moves)
    {
        NovaException? fault = outcome.Refusal ?? (ReferenceEquals(server.Instance.Fault, _fault) ? null : server.Instance.Fault);
        MoveRecord? last = moves.FindLast(move => move.Server == server.Record.Name);
        string cause = fault?.Name ?? (last is { Report: { Reason.Length: > 0 } report } ? report.Reason
            : last is null ? "a call was lost" : $"the move ended as {last.Move.Status.ToName()}");
        Reason = $"{what}: {cause}";
        IsBarredFromLive |= cause == PreCheck;
        MayGoCold = server.Instance.VmState != VmState.Error;
    }
}
