namespace Simulator.Fuzzing;

/// <summary>A host of a drawn case.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Nodes">NUMA nodes, 1 or more.</param>
/// <param name="CoresPerNode">Cores of each node.</param>
/// <param name="Cards">Its cards.</param>
/// <param name="Specs">Which devices its device_spec names (see <see cref="FuzzCatalogue"/>).</param>
/// <param name="Reports">Whether it reports its devices to Placement.</param>
internal sealed record FuzzHost(
    string Name, int Nodes, int CoresPerNode, IReadOnlyList<FuzzCard> Cards, IReadOnlyList<string> Specs, bool Reports)
{
    /// <summary>The cards after its machine was exchanged, which starts of its service may bring.</summary>
    public IReadOnlyList<FuzzCard> OtherCards { get; init; } = [];

    /// <summary>The Nova release of its service; null for the case's.</summary>
    public string? Release { get; init; }
}
