namespace Model.Pci;

/// <content>Which pools one request could be served from.</content>
public sealed partial class PciStats
{
    /// <summary>
    /// The pools that suit a request, in the order in which they would be used up; empty when their devices do not suffice. Changes
    /// nothing.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="mapping">The providers of the allocation candidate; null when the request tells itself.</param>
    /// <param name="numaCells">Host cells of the guest; null or empty for no constraint.</param>
    /// <exception cref="NovaException">
    /// As for <see cref="Supports(IReadOnlyList{PciRequest}, PciProviderMapping, IReadOnlyList{int})"/>.
    /// </exception>
    public IReadOnlyList<PciPool> SuitablePools(PciRequest request, PciProviderMapping? mapping, IReadOnlyList<int>? numaCells) =>
        PoolsFor(request, PciProviderNeed.Of(request, mapping), [.. numaCells ?? []]);
}
