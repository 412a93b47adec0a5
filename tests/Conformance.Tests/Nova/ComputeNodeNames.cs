using Conformance.Tests.Harness;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>The compute nodes of a vector, found by name.</summary>
internal sealed class ComputeNodeNames(IReadOnlyList<ComputeNodeName> nodes) : IComputeNodeDirectory
{
    /// <summary>Reads <c>{host, node, uuid}</c> objects.</summary>
    public static ComputeNodeNames Read(CaseReader input, string name) => new(input.TryGet(name, out _)
        ? [.. input.Members(name).Select(node => new ComputeNodeName(
            node.Get("host").GetString()!, node.Get("node").GetString()!, node.Get("uuid").GetString()!))]
        : []);

    /// <inheritdoc/>
    public IReadOnlyList<ComputeNodeName> Find(string? host, string? node, string? cell) =>
        [.. nodes.Where(known => (host ?? known.Host) == known.Host && (node ?? known.Node) == known.Node)];
}
