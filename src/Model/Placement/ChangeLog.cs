namespace Model.Placement;

/// <summary>
/// Numbers of the things that changed, in order of change. Readers come when they like, each with a cursor of its own; who comes too late is
/// told so and starts anew, which costs no more than the changes would have.
/// </summary>
internal sealed class ChangeLog
{
    private const int LeastKept = 1024;

    private int[] _items = new int[16];
    private int _count;
    private long _first;

    /// <summary>The cursor of a reader that has seen everything.</summary>
    public long End => _first + _count;

    /// <summary>Notes a change.</summary>
    /// <param name="item">What changed.</param>
    /// <param name="things">How many things there are: so many changes are kept at least.</param>
    public void Add(int item, int things)
    {
        if (_count >= Math.Max(LeastKept, things))
        {
            _first += _count;
            _count = 0;
        }

        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }

        _items[_count++] = item;
    }

    /// <summary>What changed since a cursor, repeats included; false when that is no longer known.</summary>
    public bool TryRead(long cursor, out ReadOnlySpan<int> items)
    {
        bool isKept = cursor >= _first;
        items = isKept ? _items.AsSpan((int)(cursor - _first), (int)(End - cursor)) : default;
        return isKept;
    }
}
