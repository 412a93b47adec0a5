namespace Model.Hardware.Sysfs;

/// <summary>
/// A tree of files, directories and symbolic links that Model reads without touching a disk: a folder, an unpacked archive,
/// or memory. Paths are relative to the tree's root, separated by <c>/</c>, without <c>.</c> or <c>..</c>; the root is the
/// empty path. No member follows links.
/// </summary>
public interface IFileTree
{
    /// <summary>What messages call the tree, for example the archive's file name.</summary>
    string Name { get; }

    /// <summary>What a path is.</summary>
    FileNodeKind KindOf(string path);

    /// <summary>The names in a directory in ordinal order; none when it is not a directory.</summary>
    IReadOnlyList<string> List(string directory);

    /// <summary>A file's bytes.</summary>
    /// <exception cref="HardwareException">The file cannot be read or is unreasonably large.</exception>
    byte[] Read(string path);

    /// <summary>A link's target as it is written.</summary>
    /// <exception cref="HardwareException">The link cannot be read.</exception>
    string ReadLink(string path);
}
