using System.Globalization;

namespace Model.Hardware;

/// <summary>Names of PCI classes and subclasses (PCI Code and ID Assignment Specification) and short words for templates.</summary>
public static class PciClassNames
{
    private static readonly Dictionary<int, string> Names = new()
    {
        [0x0100] = "SCSI controller", [0x0101] = "IDE interface", [0x0104] = "RAID controller", [0x0106] = "SATA controller",
        [0x0107] = "Serial Attached SCSI controller", [0x0108] = "Non-volatile memory controller", [0x0200] = "Ethernet controller",
        [0x0207] = "InfiniBand controller", [0x0280] = "Network controller", [0x0300] = "VGA controller", [0x0302] = "3D controller",
        [0x0380] = "Display controller", [0x0403] = "Audio device", [0x0500] = "RAM memory", [0x0580] = "Memory controller",
        [0x0600] = "Host bridge", [0x0601] = "ISA bridge", [0x0604] = "PCI bridge", [0x0680] = "Bridge",
        [0x0700] = "Serial controller", [0x0780] = "Communication controller", [0x0800] = "PIC", [0x0806] = "IOMMU",
        [0x0880] = "System peripheral", [0x0c00] = "FireWire controller", [0x0c03] = "USB controller",
        [0x0c04] = "Fibre Channel controller", [0x0c05] = "SMBus", [0x0c06] = "InfiniBand controller",
        [0x0b40] = "Co-processor", [0x1000] = "Encryption controller", [0x1101] = "Performance counters",
        [0x1180] = "Signal processing controller", [0x1200] = "Processing accelerator",
    };

    private static readonly Dictionary<string, int> Words = new(StringComparer.Ordinal)
    {
        ["nic"] = 0x020000, ["infiniband"] = 0x020700, ["gpu"] = 0x030200, ["vga"] = 0x030000, ["nvme"] = 0x010802,
        ["storage"] = 0x010700, ["raid"] = 0x010400, ["fibre-channel"] = 0x0c0400, ["accelerator"] = 0x120000, ["qat"] = 0x0b4000,
        ["crypto"] = 0x100000, ["usb"] = 0x0c0330,
    };

    /// <summary>The words a template may use for a class, in ordinal order.</summary>
    public static IReadOnlyList<string> KnownWords { get; } = Words.Keys.Order(StringComparer.Ordinal).ToArray();

    /// <summary>The name of a class code, or <c>Class xxxx</c> when it has none here.</summary>
    /// <param name="classCode">Class, subclass and programming interface.</param>
    public static string NameOf(int classCode) => Names.TryGetValue(classCode >> 8, out string? name)
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"Class {classCode >> 8:x4}");

    /// <summary>Reads a word such as <c>nic</c> or <c>gpu</c>.</summary>
    public static bool TryParseWord(string word, out int classCode) => Words.TryGetValue(word, out classCode);
}
