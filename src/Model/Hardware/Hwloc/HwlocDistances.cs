using System.Globalization;
using System.Xml;

namespace Model.Hardware.Hwloc;

/// <summary>The matrix of NUMA distances: <c>distances2</c> of type NUMANode, indexed by the kernel's node numbers.</summary>
internal sealed class HwlocDistances
{
    private const int MaxValues = 1 << 20;
    private readonly List<int> _nodes = [];
    private readonly List<int> _values = [];
    private List<int>? _target;
    private bool _inside;

    /// <summary>Takes note of an element that may open a matrix.</summary>
    public void Element(XmlReader reader)
    {
        _target = null;
        if (reader.LocalName is "distances2" or "distances2hetero")
        {
            // The first matrix of latencies counts; later ones are bandwidths and links between GPUs.
            _inside = _values.Count == 0 && reader.LocalName == "distances2"
                && reader.GetAttribute("type") == "NUMANode" && reader.GetAttribute("indexing") == "os"
                && (reader.GetAttribute("name") ?? "NUMALatency").Contains("Latency", StringComparison.Ordinal);
        }
        else if (_inside)
        {
            _target = reader.LocalName switch { "indexes" => _nodes, "u64values" => _values, _ => null };
        }
    }

    /// <summary>Takes the text inside the last element.</summary>
    public void Text(string text)
    {
        foreach (string word in _target is null ? [] : text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int value) || _target!.Count > MaxValues)
            {
                throw new HardwareException($"a NUMA distance is '{word}'; expected a number");
            }

            _target.Add(value);
        }
    }

    /// <summary>A node's distances to the nodes in the order given; empty when the matrix does not tell.</summary>
    public ValueList<int> Of(int node, int[] order)
    {
        int row = _nodes.IndexOf(node);
        if (row < 0 || _values.Count != _nodes.Count * _nodes.Count || !Array.TrueForAll(order, _nodes.Contains))
        {
            return [];
        }

        return order.Select(other => _values[(row * _nodes.Count) + _nodes.IndexOf(other)]).ToValueList();
    }
}
