using System.Globalization;
using System.Text;

namespace Model.Hardware;

/// <summary>Draws the functions of one root complex; virtual functions stand below their physical function, in ranges.</summary>
internal sealed class HostTreeBranch
{
    private readonly PciFunction[] _top;
    private readonly ILookup<PciAddress, PciFunction> _below;
    private readonly ILookup<PciAddress, PciFunction> _vfs;
    private readonly bool _domains;
    private readonly TextWriter _writer;

    public HostTreeBranch(HostHardware host, IEnumerable<PciFunction> functions, bool domains, TextWriter writer)
    {
        _domains = domains;
        _writer = writer;
        PciFunction[] own = functions.Where(function => function.PhysicalFunction is null).ToArray();
        _top = own.Where(function => function.Parent is null).ToArray();
        _below = own.Where(function => function.Parent is not null).ToLookup(function => function.Parent!.Value);
        _vfs = host.PciFunctions.Where(function => function.PhysicalFunction is not null)
            .OrderBy(function => function.VfIndex)
            .ToLookup(function => function.PhysicalFunction!.Value);
    }

    public void Draw(PciRootComplex root)
    {
        _writer.WriteLine(root.ToString());
        Draw(_top, "");
    }

    private void Draw(PciFunction[] functions, string indent)
    {
        for (int i = 0; i < functions.Length; i++)
        {
            bool last = i == functions.Length - 1;
            string further = indent + (last ? "   " : "|  ");
            _writer.WriteLine(indent + (last ? "\\- " : "+- ") + Describe(functions[i]));
            PciFunction[] below = [.. _below[functions[i].Address]];
            List<string> ranges = Ranges([.. _vfs[functions[i].Address]]);
            for (int r = 0; r < ranges.Count; r++)
            {
                bool lastRange = r == ranges.Count - 1 && below.Length == 0;
                _writer.WriteLine(further + (lastRange ? "\\- " : "+- ") + ranges[r]);
            }

            Draw(below, further);
        }
    }

    private string Describe(PciFunction function)
    {
        StringBuilder text = new();
        string name = DeviceCatalogue.DescriptionOf(function) is string known ? known + " " : "";
        text.Append(CultureInfo.InvariantCulture, $"{Text(function.Address)} {PciClassNames.NameOf(function.ClassCode)}: {name}");
        text.Append(CultureInfo.InvariantCulture, $"[{function.VendorId:x4}:{function.DeviceId:x4}]");
        AppendFacts(text, function);
        if (function.Bridge is BridgeBuses buses && buses.Secondary > 0)
        {
            string to = buses.Subordinate > buses.Secondary ? string.Create(CultureInfo.InvariantCulture, $"-{buses.Subordinate:x2}") : "";
            text.Append(CultureInfo.InvariantCulture, $", to bus {buses.Secondary:x2}{to}");
        }

        foreach (NetworkDevice net in function.NetworkDevices)
        {
            text.Append($", {net.Name}");
        }

        if (function.SerialNumber is string serial)
        {
            text.Append($", serial {serial}");
        }

        if (function.Sriov is SriovCapability sriov)
        {
            text.Append(CultureInfo.InvariantCulture, $", PF, {sriov.NumVfs} of {sriov.TotalVfs} VFs");
        }

        return text.ToString();
    }

    private static void AppendFacts(StringBuilder text, PciFunction function)
    {
        text.Append(function.NumaNode is int node ? string.Create(CultureInfo.InvariantCulture, $", NUMA {node}") : ", no NUMA node");
        text.Append(function.Driver is string driver ? $", {driver}" : ", no driver");
    }

    // Neighbouring VFs that differ only in their place become one line.
    private List<string> Ranges(PciFunction[] vfs)
    {
        List<string> ranges = [];
        for (int start = 0; start < vfs.Length;)
        {
            int end = start + 1;
            while (end < vfs.Length && vfs[end].VfIndex == vfs[end - 1].VfIndex + 1 && Alike(vfs[start], vfs[end]))
            {
                end++;
            }

            ranges.Add(Range(vfs[start], vfs[end - 1], end - start));
            start = end;
        }

        return ranges;
    }

    private static bool Alike(PciFunction left, PciFunction right) =>
        (left.VendorId, left.DeviceId, left.Driver, left.NumaNode, left.HasVdpaDevice)
        == (right.VendorId, right.DeviceId, right.Driver, right.NumaNode, right.HasVdpaDevice);

    private string Range(PciFunction first, PciFunction last, int count)
    {
        StringBuilder text = new(Text(first.Address));
        if (count > 1)
        {
            int step = (last.Address.RoutingId - first.Address.RoutingId) / (count - 1);
            string stride = step > 1 ? string.Create(CultureInfo.InvariantCulture, $", {step} functions apart") : "";
            text.Append(CultureInfo.InvariantCulture, $"-{Text(last.Address)} ({count} VFs{stride})");
        }
        else
        {
            text.Append(" (1 VF)");
        }

        text.Append(CultureInfo.InvariantCulture, $" [{first.VendorId:x4}:{first.DeviceId:x4}]");
        AppendFacts(text, first);
        return text.Append(first.HasVdpaDevice ? ", vDPA" : "").ToString();
    }

    private string Text(PciAddress address) => _domains ? address.ToString() : address.ToString()[5..];
}
