namespace Model.Scheduling;

/// <summary>What the scheduler asks the network service, and Placement, about networks.</summary>
public interface INetworkDirectory
{
    /// <summary>A port.</summary>
    /// <exception cref="NovaException"><c>PortNotFound</c>.</exception>
    PortFacts Port(string port);

    /// <summary>The segments of a network; empty when it is not routed.</summary>
    IReadOnlyList<string> SegmentsOfNetwork(string network);

    /// <summary>The segment of a subnet, or null when its network is not routed.</summary>
    string? SegmentOfSubnet(string subnet);

    /// <summary>The aggregates of a segment's provider in Placement; null or empty when there is none.</summary>
    IReadOnlyList<string>? AggregatesOfSegment(string segment);
}
