namespace Model.Placement;

/// <summary>Learns which providers the candidates of an answer allocate from; a structure, so that the call is inlined.</summary>
internal interface IAllocationVisitor
{
    /// <summary>A candidate allocates something of a provider.</summary>
    void Visit(int candidate, int provider);
}
