
namespace Model.Hardware.Sysfs;

/// <summary>
/// Writes a machine as a tree that <c>lspci -A linux-sysfs -O sysfs.path=ROOT/sys/bus/pci</c>, <c>lstopo --input ROOT</c> and
/// <see cref="SysfsImporter"/> read.
/// </summary>
public static class SysfsExporter
{
    /// <summary>Writes the tree.</summary>
    public static void Export(HostHardware host, IFileTreeWriter writer)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(writer);
        SysfsOutput output = new(writer);
        SysfsCpuExport.Write(host, output);
        new SysfsPciExport(host, output).Write();
        WriteIommu(host, output);
    }

    private static void WriteIommu(HostHardware host, SysfsOutput output)
    {
        bool amd = host.Iommu.Kernel == IommuKind.Amd;
        output.Directory(SysfsIommu.ClassFolder);
        output.Directory(SysfsIommu.TableFolder);
        if (host.Iommu.FirmwareEnabled)
        {
            string table = amd ? "IVRS" : "DMAR";
            output.Text($"{SysfsIommu.TableFolder}/{table}", table);
        }

        if (host.Iommu.IsUsable)
        {
            string unit = amd ? "ivhd0" : "dmar0";
            output.Directory($"sys/devices/virtual/iommu/{unit}/{(amd ? "amd-iommu" : "intel-iommu")}");
            output.Link($"{SysfsIommu.ClassFolder}/{unit}", $"sys/devices/virtual/iommu/{unit}");
        }

        string order = host.Iommu.Kernel switch
        {
            IommuKind.Intel => " intel_iommu=on",
            IommuKind.Amd => " amd_iommu=on",
            _ => "",
        };
        output.Text(SysfsIommu.CommandLine, "BOOT_IMAGE=/vmlinuz root=/dev/sda1" + order);
    }
}
