using Model;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>What became of an operation of the scenario.</summary>
internal sealed class OperationRecord(Operation operation)
{
    /// <summary>The operation.</summary>
    public Operation Operation { get; } = operation;

    /// <summary>The API's answer; 202 until it has refused.</summary>
    public FlowOutcome Outcome { get; } = new();

    /// <summary>Asynchronous calls that ended with an error while it went on, in order of time.</summary>
    public List<CallError> Errors { get; } = [];

    /// <summary>Why a compute service refused to start, or null.</summary>
    public NovaException? StartError { get; set; }

    /// <summary>When nothing of it was left to do, or null.</summary>
    public TimeSpan? EndedAt { get; set; }
}
