using System.Numerics;

namespace Model.Placement;

/// <content>The providers of a tree that can serve each part.</content>
internal sealed partial class TreeSearch
{
    /// <summary>Collects the providers of a tree that can serve each part; false if no candidate is possible.</summary>
    public bool Load(int tree)
    {
        Unload();
        int root = _index.RootOf(tree);
        if (!_request.AllowsRoot(_store, root))
        {
            return false;
        }

        _leaves = 0;
        Array.Clear(_count);
        foreach (int provider in _index.MembersOf(tree))
        {
            Offer(provider, root, isFromOtherTree: false);
        }

        if (_index.HasSharing)
        {
            OfferSharing(tree, root);
        }

        if (_count.AsSpan().Contains(0))
        {
            return false;
        }

        return TreeFeasibility.IsPossible(_store, _request, _isWide, _options, _count);
    }

    /// <summary>Adds a provider to the lists of all parts that it can serve; goes through its inventories once for all of them.</summary>
    private void Offer(int provider, int root, bool isFromOtherTree)
    {
        for (int row = _store.FirstRowOf(provider); row >= 0; row = _store.NextRow(row))
        {
            int resourceClass = _store.ClassOfRow(row);
            ulong lists = resourceClass < _listsOfClass.Length ? _listsOfClass[resourceClass] : 0;
            for (; lists != 0; lists &= lists - 1)
            {
                int list = BitOperations.TrailingZeroCount(lists);
                CandidatePart part = _request.Parts[_request.PartOfList[list]];
                if (_store.Fits(row, part.Resources[0].Amount) && HasOthers(part, provider))
                {
                    Add(list, provider, root, isFromOtherTree);
                }
            }
        }

        foreach (int list in _request.OtherLists)
        {
            if (HasOthers(_request.Parts[_request.PartOfList[list]], provider, from: 0))
            {
                Add(list, provider, root, isFromOtherTree);
            }
        }
    }

    /// <summary>Whether the provider also has what the part asks for besides its first class.</summary>
    private bool HasOthers(CandidatePart part, int provider, int from = 1)
    {
        for (int index = from; index < part.Resources.Length; index++)
        {
            int row = _store.FindRow(provider, part.Resources[index].ResourceClass);
            if (row < 0 || !_store.Fits(row, part.Resources[index].Amount))
            {
                return false;
            }
        }

        return true;
    }

    private void Add(int list, int provider, int root, bool isFromOtherTree)
    {
        CompiledGroup group = _request.Groups[_request.GroupOfPart[_request.PartOfList[list]]];
        if (group.Allows(_store, provider, root, isFromOtherTree))
        {
            if (_count[list] == _options[list].Length)
            {
                Array.Resize(ref _options[list], Math.Max(16, _count[list] * 2));
            }

            _options[list][_count[list]++] = provider;
        }
    }

    private void OfferSharing(int tree, int root)
    {
        foreach (int provider in _index.SharingOf(tree))
        {
            Offer(provider, root, isFromOtherTree: true);
        }

        for (int list = 0; list < _options.Length; list++)
        {
            _options[list].AsSpan(0, _count[list]).Sort(_byName);
        }
    }
}
