using Model.Python;

namespace Model.Pci;

/// <summary>
/// What all devices of a pool have in common and what tells pools apart: everything but the count, the devices and the
/// Placement provider. Immutable, shared by all copies of a pool (<c>nova/pci/stats.py</c>, _create_pool_keys_from_dev).
/// </summary>
public sealed class PciPoolProperties : IEquatable<PciPoolProperties>
{
    private readonly KeyValuePair<string, PciTagValue>[] _items;
    private readonly int[] _keys;
    private readonly int[] _values;
    private readonly int _fingerprint;
    private PciPoolProperties? _published;
    private ulong _recalled;

    /// <summary>Makes properties of the given items; a key that comes twice keeps its place and takes the later value.</summary>
    public PciPoolProperties(IEnumerable<KeyValuePair<string, PciTagValue>> items)
    {
        List<KeyValuePair<string, PciTagValue>> kept = [];
        foreach (KeyValuePair<string, PciTagValue> item in items)
        {
            int index = kept.FindIndex(other => other.Key == item.Key);
            if (index < 0)
            {
                kept.Add(item);
            }
            else
            {
                kept[index] = item;
            }
        }

        _items = [.. kept];
        _keys = new int[_items.Length];
        _values = new int[_items.Length];
        for (int index = 0; index < _items.Length; index++)
        {
            _keys[index] = PciSymbols.Key(_items[index].Key);
            _values[index] = PciSymbols.Value(_items[index].Value);
            if (_items[index].Value.Kind != PciTagKind.Null)
            {
                _fingerprint ^= HashCode.Combine(_keys[index], _items[index].Value);
            }
        }

        string? devType = Get(PciTags.DevType).AsText;
        IsPf = devType == "type-PF";
        IsVdpa = devType == "vdpa";
        IsRemoteManaged = PythonText.IsTrue(Get(PciTags.RemoteManaged).Text);
        LiveMigratable = Get(PciTags.LiveMigratable).AsText;
        PciTagValue node = Get(PciTags.NumaNode);
        NumaNode = node.AsInteger;
        HasNoNumaNode = node.Kind == PciTagKind.Null;
    }

    /// <summary>Keys and values in the order in which Nova puts them into a pool.</summary>
    public IReadOnlyList<KeyValuePair<string, PciTagValue>> Items => _items;

    /// <summary>How many keys there are.</summary>
    public int Count => _items.Length;

    /// <summary>The NUMA node of the devices, or null.</summary>
    public int? NumaNode { get; }

    /// <summary>Vendor id, or null when the pool does not tell.</summary>
    public string? VendorId => Get(PciTags.VendorId).AsText;

    /// <summary>Product id, or null when the pool does not tell.</summary>
    public string? ProductId => Get(PciTags.ProductId).AsText;

    /// <summary>The device type in Nova's spelling, or null.</summary>
    public string? DevType => Get(PciTags.DevType).AsText;

    /// <summary>The PCI address that the pool is about: the device's, or of VFs their PF's; null when it does not tell.</summary>
    public string? Address => Get(PciTags.Address).AsText;

    internal bool IsPf { get; }

    internal bool IsVdpa { get; }

    internal bool IsRemoteManaged { get; }

    internal bool HasNoNumaNode { get; }

    internal string? LiveMigratable { get; }

    /// <summary>The value of a key; null when the key is missing.</summary>
    public PciTagValue Get(string key)
    {
        foreach (KeyValuePair<string, PciTagValue> item in _items)
        {
            if (item.Key == key)
            {
                return item.Value;
            }
        }

        return default;
    }

    /// <summary>Whether the key is there, be it with the value null.</summary>
    public bool Has(string key) => Array.Exists(_items, item => item.Key == key);

    /// <summary>
    /// The properties as a compute node record gives them back: every tag is text there. The same object when nothing changes.
    /// </summary>
    /// <exception cref="NovaException"><c>ValueError</c>: a tag is a list or an object, which the record cannot hold.</exception>
    public PciPoolProperties AsPublished() => _published ??= Publish();

    private PciPoolProperties Publish()
    {
        bool changes = false;
        foreach (KeyValuePair<string, PciTagValue> item in _items)
        {
            if (item.Value.Kind == PciTagKind.Structure)
            {
                throw new NovaException("ValueError", $"tag {item.Key} cannot be published: {item.Value}");
            }

            changes |= item.Value.Kind is PciTagKind.Boolean or PciTagKind.Number && item.Key != PciTags.NumaNode;
        }

        return !changes ? this : new PciPoolProperties(_items.Select(static item => item.Key == PciTags.NumaNode
            ? item
            : KeyValuePair.Create(item.Key, PciTagValue.FromText(item.Value.Text))));
    }

    /// <inheritdoc/>
    public bool Equals(PciPoolProperties? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other._items.Length != _items.Length || other._fingerprint != _fingerprint)
        {
            return false;
        }

        foreach (KeyValuePair<string, PciTagValue> item in _items)
        {
            // A missing key equals null here, as in Nova's comparison; equal numbers of keys make up for it.
            if (other.Get(item.Key) != item.Value)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PciPoolProperties);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_items.Length, _fingerprint);

    /// <summary>Whether no key is missing here that the other has.</summary>
    internal bool HasKeysOf(PciPoolProperties other)
    {
        foreach (int key in other._keys)
        {
            if (!_keys.AsSpan().Contains(key))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether requests of a kind were judged before, and how; only the first 32 kinds are kept.</summary>
    internal bool TryRecall(int kind, out bool suits)
    {
        ulong bits = kind < 32 ? _recalled >> (kind * 2) : 0;
        suits = (bits & 2) != 0;
        return (bits & 1) != 0;
    }

    /// <summary>Keeps a judgement. Threads that share the properties may lose one, which only costs time.</summary>
    internal void Remember(int kind, bool suits)
    {
        if (kind < 32)
        {
            _recalled |= (suits ? 3UL : 1UL) << (kind * 2);
        }
    }

    /// <summary>The number of a key's value, <see cref="PciSymbols.Null"/> when the key is missing.</summary>
    internal int Symbol(int key)
    {
        int index = _keys.AsSpan().IndexOf(key);
        return index < 0 ? PciSymbols.Null : _values[index];
    }
}
