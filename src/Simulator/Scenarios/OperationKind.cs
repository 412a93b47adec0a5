namespace Simulator.Scenarios;

/// <summary>What an operator does at a given time.</summary>
public enum OperationKind
{
    /// <summary>Delete a server.</summary>
    Delete,

    /// <summary>Disable a host's compute service: no new servers.</summary>
    Disable,

    /// <summary>Enable a host's compute service again.</summary>
    Enable,

    /// <summary>Set <c>reserved</c> in every inventory of a resource provider in Placement.</summary>
    Reserve,
}
