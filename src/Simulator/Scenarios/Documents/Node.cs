using Model.Diagnostics;

namespace Simulator.Scenarios.Documents;

/// <summary>A value of a scenario file with its place. Immutable; aliases share the node they name.</summary>
/// <param name="position">Where it starts.</param>
public abstract class Node(SourcePosition position)
{
    /// <summary>Where it starts.</summary>
    public SourcePosition Position { get; } = position;

    /// <summary>Nodes in it with every alias written out, itself included.</summary>
    public abstract long Size { get; }

    /// <summary>What it is, for messages: "a text", "a list" or "a mapping".</summary>
    public abstract string KindName { get; }

    /// <summary>Whether it is an empty value, <c>~</c> or <c>null</c>.</summary>
    public virtual bool IsNull => false;
}
