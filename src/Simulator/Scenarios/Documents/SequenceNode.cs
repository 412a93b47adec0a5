using Model.Diagnostics;

namespace Simulator.Scenarios.Documents;

/// <summary>A list.</summary>
public sealed class SequenceNode : Node
{
    /// <summary>Makes a list.</summary>
    public SequenceNode(SourcePosition position, IReadOnlyList<Node> items)
        : base(position)
    {
        Items = items;
        Size = items.Aggregate(1L, (sum, item) => sum + item.Size);
    }

    /// <summary>The items in their order.</summary>
    public IReadOnlyList<Node> Items { get; }

    /// <inheritdoc/>
    public override long Size { get; }

    /// <inheritdoc/>
    public override string KindName => "a list";
}
