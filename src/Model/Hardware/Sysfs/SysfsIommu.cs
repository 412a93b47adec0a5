namespace Model.Hardware.Sysfs;

/// <summary>
/// Tells the IOMMU's state. Active units show in <c>sys/class/iommu</c> (<c>dmarN</c> Intel, <c>ivhdN</c> AMD), the firmware's
/// tables in <c>sys/firmware/acpi/tables</c> (DMAR, IVRS), the kernel's orders in <c>proc/cmdline</c>. Where a capture holds
/// only the command line, an order is taken to have been obeyed.
/// </summary>
internal static class SysfsIommu
{
    public const string ClassFolder = "sys/class/iommu";
    public const string TableFolder = "sys/firmware/acpi/tables";
    public const string CommandLine = "proc/cmdline";

    public static IommuState Read(FileTreeView files, List<string> warnings)
    {
        IReadOnlyList<string> units = files.List(ClassFolder);
        bool table = files.Bytes(TableFolder + "/DMAR") is not null || files.Bytes(TableFolder + "/IVRS") is not null;
        bool intelUnit = units.Any(unit => unit.StartsWith("dmar", StringComparison.Ordinal));
        bool amdUnit = units.Any(unit => unit.StartsWith("ivhd", StringComparison.Ordinal));
        IommuKind kernel = intelUnit ? IommuKind.Intel : amdUnit ? IommuKind.Amd : Ordered(files);
        bool firmwareSeen = files.IsDirectory(ClassFolder) || files.IsDirectory(TableFolder);
        if (!firmwareSeen && files.Text(CommandLine) is null)
        {
            warnings.Add("the capture does not tell the IOMMU's state (no sys/class/iommu, no proc/cmdline); it is taken as off");
        }

        bool firmware = table || intelUnit || amdUnit || (!firmwareSeen && kernel != IommuKind.Off);
        return new IommuState(kernel, firmware);
    }

    private static IommuKind Ordered(FileTreeView files)
    {
        string[] words = (files.Text(CommandLine) ?? "").Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (Array.Exists(words, word => Orders(word, "intel_iommu=")))
        {
            return IommuKind.Intel;
        }

        return Array.Exists(words, word => Orders(word, "amd_iommu=")) ? IommuKind.Amd : IommuKind.Off;
    }

    // The kernel takes a comma-separated list: intel_iommu=on,sm_on.
    private static bool Orders(string word, string option) =>
        word.StartsWith(option, StringComparison.Ordinal) && word[option.Length..].Split(',').Contains("on", StringComparer.Ordinal);
}
