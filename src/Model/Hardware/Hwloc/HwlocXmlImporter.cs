using System.Xml;
using Model.Hardware.Sysfs;

namespace Model.Hardware.Hwloc;

/// <summary>
/// Reads a machine from hwloc's XML (<c>lstopo --of xml</c>, versions 1 to 3). It tells CPUs, memory, the PCI devices that hwloc
/// kept, and where they are attached; it does not tell drivers, SR-IOV capabilities, huge pages in use or the IOMMU.
/// </summary>
public static class HwlocXmlImporter
{
    private const int MaxCharacters = 64 << 20;

    /// <summary>Reads the machine. Document type definitions are skipped unread and no entity is expanded.</summary>
    /// <param name="text">The XML.</param>
    /// <param name="name">What messages call it, for example the file's name.</param>
    /// <exception cref="HardwareException">It is not XML, not hwloc's, or contradicts itself; the message says which.</exception>
    public static HostDescription Import(TextReader text, string name)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersInDocument = MaxCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using XmlReader reader = XmlReader.Create(text, settings);
            return Read(reader, name);
        }
        catch (XmlException error)
        {
            throw new HardwareException($"{name} is not usable XML: {error.Message} Expected hwloc XML (lstopo --of xml)", error);
        }
        catch (HardwareException error) when (!error.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new HardwareException($"{name}: {error.Message}", error);
        }
    }

    private static HostDescription Read(XmlReader reader, string name)
    {
        reader.MoveToContent();
        switch (reader.NodeType == XmlNodeType.Element ? reader.LocalName : "")
        {
            case "topology":
                break;
            case "system":
                throw new HardwareException(
                    $"{name} is an NCCL topology: it describes GPUs and NICs as a virtual machine sees them, without cores, memory, "
                    + "drivers or SR-IOV, so no host can be made of it; expected hwloc XML (lstopo --of xml) or a sysfs capture");
            case string other:
                throw new HardwareException(
                    $"{name} is XML whose root is <{other}>, not a topology; expected hwloc's <topology> (lstopo --of xml)");
        }

        HwlocReader hwloc = new(reader, name);
        hwloc.ReadAll();
        List<string> warnings = [];
        List<PciFunction> functions = hwloc.Functions;
        if (functions.Count > 0)
        {
            warnings.Add("hwloc XML tells neither drivers nor SR-IOV capabilities, and only the PCI devices hwloc kept");
        }

        SriovByIds.Relate(functions, warnings);
        BridgeNumbers.FillIn(functions);
        warnings.Add("hwloc XML does not tell the IOMMU's state; it is taken as off");
        warnings.AddRange(HardwareWarnings.Unaddressable(hwloc.Outside));
        HostHardware host = new(hwloc.Cpus, hwloc.Nodes(), functions, default, hwloc.Outside);
        return new HostDescription(host, warnings);
    }
}
