using Model.Hardware.Sysfs;

namespace Simulator.Topologies;

/// <summary>Writes a file tree into a folder on disk.</summary>
internal sealed class FolderTreeWriter(string root) : IFileTreeWriter
{
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    public void AddDirectory(string path)
    {
        if (_made.Add(path))
        {
            Directory.CreateDirectory(Path.Combine(root, path));
        }
    }

    public void AddFile(string path, ReadOnlySpan<byte> content)
    {
        AddParent(path);
        File.WriteAllBytes(Path.Combine(root, path), content);
    }

    public void AddLink(string path, string target)
    {
        AddParent(path);
        string full = Path.Combine(root, path);
        if (new FileInfo(full).LinkTarget is not null)
        {
            File.Delete(full); // two devices with one interface name: the last one wins, as in a name space
        }

        File.CreateSymbolicLink(full, target);
    }

    private void AddParent(string path)
    {
        int slash = path.LastIndexOf('/');
        if (slash > 0)
        {
            AddDirectory(path[..slash]);
        }
    }
}
