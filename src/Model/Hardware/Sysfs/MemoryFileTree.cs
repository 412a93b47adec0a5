namespace Model.Hardware.Sysfs;

/// <summary>A file tree in memory; also what archives are read into.</summary>
public sealed class MemoryFileTree : IFileTree, IFileTreeWriter
{
    private readonly Dictionary<string, SortedSet<string>> _directories = new(StringComparer.Ordinal) { [""] = NewDirectory() };
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    /// <summary>Makes an empty tree.</summary>
    /// <param name="name">What messages call it.</param>
    public MemoryFileTree(string name) => Name = name;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public FileNodeKind KindOf(string path)
    {
        if (_files.ContainsKey(path))
        {
            return FileNodeKind.File;
        }

        if (_directories.ContainsKey(path))
        {
            return FileNodeKind.Directory;
        }

        return _links.ContainsKey(path) ? FileNodeKind.Link : FileNodeKind.Missing;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string directory) =>
        _directories.TryGetValue(directory, out SortedSet<string>? names) ? [.. names] : [];

    /// <inheritdoc/>
    public byte[] Read(string path) => _files.TryGetValue(path, out byte[]? content)
        ? content
        : throw new HardwareException($"{Name}: {path} is not a file");

    /// <inheritdoc/>
    public string ReadLink(string path) => _links.TryGetValue(path, out string? target)
        ? target
        : throw new HardwareException($"{Name}: {path} is not a symbolic link");

    /// <inheritdoc/>
    public void AddDirectory(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (_directories.ContainsKey(path))
        {
            return;
        }

        Enter(path);
        _directories[path] = NewDirectory();
    }

    /// <inheritdoc/>
    public void AddFile(string path, ReadOnlySpan<byte> content)
    {
        Enter(path);
        _files[path] = content.ToArray();
    }

    /// <inheritdoc/>
    public void AddLink(string path, string target)
    {
        Enter(path);
        _links[path] = target;
    }

    // The last word wins, as when an archive names a path twice.
    private void Enter(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _files.Remove(path);
        _links.Remove(path);
        int slash = path.LastIndexOf('/');
        string directory = slash < 0 ? "" : path[..slash];
        AddDirectory(directory);
        _directories[directory].Add(path[(slash + 1)..]);
    }

    private static SortedSet<string> NewDirectory() => new(StringComparer.Ordinal);
}
