using Model.Hardware;
using Model.Hardware.Sysfs;

namespace Simulator.Topologies;

/// <summary>A folder on disk, read as far as it is asked for; a copy of /sys, or / itself.</summary>
internal sealed class FolderTree : IFileTree
{
    private const long MaxFile = 1 << 20;
    private readonly string _root;

    public FolderTree(string root)
    {
        _root = Path.GetFullPath(root);
        Name = root;
    }

    public string Name { get; }

    public FileNodeKind KindOf(string path)
    {
        FileInfo info = new(Full(path));
        if (info.LinkTarget is not null)
        {
            return FileNodeKind.Link;
        }

        return info.Exists ? FileNodeKind.File : Directory.Exists(info.FullName) ? FileNodeKind.Directory : FileNodeKind.Missing;
    }

    public IReadOnlyList<string> List(string directory)
    {
        if (!Directory.Exists(Full(directory)))
        {
            return [];
        }

        try
        {
            string[] names = Directory.GetFileSystemEntries(Full(directory)).Select(entry => Path.GetFileName(entry)!).ToArray();
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HardwareException($"{Name}: {directory} cannot be listed: {error.Message}", error);
        }
    }

    public byte[] Read(string path)
    {
        try
        {
            // The length that a live sysfs tells is not that of the content, so read up to a limit instead.
            using FileStream stream = new(Full(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
            using MemoryStream content = new();
            byte[] buffer = new byte[4096];
            for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                content.Write(buffer, 0, read);
                if (content.Length > MaxFile)
                {
                    throw new HardwareException($"{Name}: {path} is larger than {MaxFile} bytes; sysfs has no such file");
                }
            }

            return content.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HardwareException($"{Name}: {path} cannot be read: {error.Message}", error);
        }
    }

    public string ReadLink(string path) => new FileInfo(Full(path)).LinkTarget
        ?? throw new HardwareException($"{Name}: {path} is not a symbolic link");

    private string Full(string path) => path.Length == 0 ? _root : Path.Combine(_root, path);
}
