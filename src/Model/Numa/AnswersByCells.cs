namespace Model.Numa;

/// <summary>
/// Remembers whether the devices suit a set of host cells. Arrangements often differ in their order only, and the devices do not care
/// about the order.
/// </summary>
internal sealed class AnswersByCells
{
    private const int CellMax = 64;
    private const int AnswerMax = 64;

    private readonly ulong[] _sets = new ulong[AnswerMax];
    private readonly bool[] _answers = new bool[AnswerMax];
    private int _count;

    /// <summary>Forgets all answers.</summary>
    public void Clear() => _count = 0;

    /// <summary>Asks, unless the same cells were asked for before.</summary>
    /// <param name="pci">Whom to ask.</param>
    /// <param name="cells">Indices of the host cells.</param>
    /// <param name="ids">Ids of the same cells.</param>
    public bool Suit(INumaPciDevices pci, ReadOnlySpan<int> cells, ReadOnlySpan<int> ids)
    {
        ulong set = 0;
        foreach (int cell in cells)
        {
            if (cell >= CellMax)
            {
                return pci.Suit(ids);
            }

            set |= 1UL << cell;
        }

        int known = _sets.AsSpan(0, _count).IndexOf(set);
        if (known >= 0)
        {
            return _answers[known];
        }

        bool answer = pci.Suit(ids);
        if (_count < AnswerMax)
        {
            _sets[_count] = set;
            _answers[_count++] = answer;
        }

        return answer;
    }
}
