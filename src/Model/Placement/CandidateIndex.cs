namespace Model.Placement;

/// <summary>What the fast candidate search keeps about the trees; brought up to date when it is next asked.</summary>
internal sealed class CandidateIndex
{
    private bool _treesAreStale = true;
    private bool _sharingIsStale = true;

    public bool IsStale => _treesAreStale || _sharingIsStale;

    public void TreesChanged() => _treesAreStale = true;

    public void SharingChanged() => _sharingIsStale = true;

    public void RowsChanged(int root) => _treesAreStale |= root >= 0;

    public void RowChanged(int row) => _treesAreStale |= row >= 0;
}
