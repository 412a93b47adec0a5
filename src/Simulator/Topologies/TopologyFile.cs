using System.Text;
using Model.Hardware;
using Model.Hardware.Hwloc;
using Model.Hardware.Sysfs;

namespace Simulator.Topologies;

/// <summary>
/// Opens the description of a machine: a folder or archive (.tar, .tar.gz, .tar.bz2, .tar.xz) with a copy of its /sys, or hwloc XML.
/// The kind is told by content, not by name.
/// </summary>
public static class TopologyFile
{
    /// <summary>Reads the machine.</summary>
    /// <param name="path">A folder or a file.</param>
    /// <exception cref="HardwareException">It is missing, unreadable, damaged, or no such description; the message says which.</exception>
    public static HostDescription Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (Directory.Exists(path))
            {
                return SysfsImporter.Import(new FolderTree(path));
            }

            if (!File.Exists(path))
            {
                throw new HardwareException($"{path} does not exist; expected {Expected}");
            }

            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return LoadFile(file, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HardwareException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Writes a machine as a sysfs tree into a new or empty folder.</summary>
    /// <exception cref="HardwareException">The folder has something in it or cannot be written.</exception>
    public static void ExportSysfs(HostHardware host, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                throw new HardwareException($"{folder} is not an empty folder; a sysfs tree is written only into a new or empty one");
            }

            Directory.CreateDirectory(folder);
            SysfsExporter.Export(host, new FolderTreeWriter(folder));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HardwareException($"{folder} cannot be written: {error.Message}", error);
        }
    }

    private const string Expected = "a folder or .tar, .tar.gz, .tar.bz2, .tar.xz archive with a machine's /sys, or hwloc XML";

    private static HostDescription LoadFile(FileStream file, string path)
    {
        byte[] head = new byte[512];
        int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        string name = Path.GetFileName(path);
        if (length == 0)
        {
            throw new HardwareException($"{name} is empty; expected {Expected}");
        }

        if (ArchiveReader.KindOf(head.AsSpan(0, length)) is ArchiveKind kind)
        {
            return SysfsImporter.Import(ArchiveReader.Read(file, kind, name));
        }

        if (!LooksLikeXml(head.AsSpan(0, length)))
        {
            throw new HardwareException($"{name} is neither an archive nor XML; expected {Expected}");
        }

        using StreamReader text = new(file, Encoding.UTF8);
        return HwlocXmlImporter.Import(text, name);
    }

    private static bool LooksLikeXml(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> text = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        return text.StartsWith("<"u8);
    }
}
