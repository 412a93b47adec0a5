namespace Model.Placement;

/// <content>A candidate's turn in the breadth-first strategy.</content>
internal sealed partial class TreeSearch
{
    /// <summary>
    /// How many products of the tree the service would have generated before the current candidate: its turn in the breadth-first
    /// strategy.
    /// </summary>
    public UInt128 Turn()
    {
        if (_countsRejected)
        {
            return _leaves - 1;
        }

        UInt128 turn = 0;
        for (int part = 0; part < _digits.Length;)
        {
            int end = part + 1;
            while (end < _digits.Length && _request.GroupOfPart[end] == _request.GroupOfPart[part])
            {
                end++;
            }

            (UInt128 place, UInt128 count) = PlaceInGroup(part, end);
            turn = (turn * count) + place;
            part = end;
        }

        return turn;
    }

    /// <summary>The place of the current picks of a group among its answers, and how many answers it has.</summary>
    private (UInt128 Place, UInt128 Count) PlaceInGroup(int first, int end)
    {
        CompiledGroup group = _request.Groups[_request.GroupOfPart[first]];
        UInt128 place = 0;
        UInt128 count = 1;
        for (int part = first; part < end; part++)
        {
            uint radix = (uint)_count[_request.ListOfPart[part]];
            place = (place * radix) + (uint)_digits[part];
            count *= radix;
        }

        if (!group.IsPlain || group.AllRequirements == 0)
        {
            return (place, count);
        }

        // Only products that have the required traits are answers of the plain group.
        UInt128 passing = 0;
        UInt128 before = 0;
        for (UInt128 product = 0; product < count; product++)
        {
            if (HasRequirements(group, first, end, product))
            {
                passing++;
                before += product < place ? 1u : 0u;
            }
        }

        return (before, passing);
    }

    private bool HasRequirements(CompiledGroup group, int first, int end, UInt128 product)
    {
        ulong met = 0;
        for (int part = end - 1; part >= first; part--)
        {
            int list = _request.ListOfPart[part];
            uint radix = (uint)_count[list];
            met |= group.RequirementsMet[_store.TraitSetOf(_options[list][(int)(product % radix)])];
            product /= radix;
        }

        return met == group.AllRequirements;
    }
}
