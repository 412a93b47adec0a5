namespace Model.Scheduling.PreFilters;

/// <summary>
/// Keeps a request to the aggregates of the segments of its networks: one of the first's and one of the second's and so on.
/// </summary>
public sealed class RoutedNetworks : IPreFilter
{
    /// <inheritdoc/>
    public string Name => "routed_networks_filter";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (!context.Options.Scheduler.QueryPlacementForRoutedNetworkAggregates)
        {
            return false;
        }

        if (request.RequestedNetworks is not { } wanted)
        {
            return true;
        }

        Destination destination = request.Destination ??= new Destination();
        IReadOnlyList<string>? aggregates = null;
        foreach (RequestedNetwork network in wanted)
        {
            // An interface without port and network leaves the aggregates of the one before in force (docs/fidelity.md N71).
            aggregates = AggregatesOf(network, context.Networks!) ?? aggregates
                ?? throw new NovaException("UnboundLocalError", "the first requested network names neither port nor network");
            if (aggregates.Count > 0)
            {
                destination.RequireAggregates(aggregates);
            }
        }

        return true;
    }

    private static List<string>? AggregatesOf(RequestedNetwork wanted, INetworkDirectory directory)
    {
        string? network = wanted.Network;
        if (!string.IsNullOrEmpty(wanted.Port))
        {
            PortFacts port = directory.Port(wanted.Port);
            if (port.Subnet is { } subnet)
            {
                return directory.SegmentOfSubnet(subnet) is { } segment ? Collect([segment], $"subnet {subnet}", directory) : [];
            }

            network = port.Network;
        }

        return string.IsNullOrEmpty(network) ? null : Collect(directory.SegmentsOfNetwork(network), $"network {network}", directory);
    }

    private static List<string> Collect(IReadOnlyList<string> segments, string where, INetworkDirectory directory)
    {
        List<string> aggregates = [];
        foreach (string segment in segments)
        {
            aggregates.AddRange(directory.AggregatesOfSegment(segment) is { Count: > 0 } found
                ? found
                : throw new NovaException("RequestFilterFailed", $"Scheduling failed: Aggregates not found for the {where}"));
        }

        return aggregates;
    }
}
