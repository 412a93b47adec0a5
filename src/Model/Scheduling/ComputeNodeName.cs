namespace Model.Scheduling;

/// <summary>What a compute node is called.</summary>
/// <param name="Host">The service's host name.</param>
/// <param name="Node">The node's name.</param>
/// <param name="Uuid">The root resource provider.</param>
public readonly record struct ComputeNodeName(string Host, string Node, string Uuid);
