namespace Model.Hardware.Sysfs;

/// <summary>Receives a tree of files. Paths are as in <see cref="IFileTree"/>; directories above a path are made as needed.</summary>
public interface IFileTreeWriter
{
    /// <summary>Makes a directory; again is no error.</summary>
    void AddDirectory(string path);

    /// <summary>Makes a file.</summary>
    void AddFile(string path, ReadOnlySpan<byte> content);

    /// <summary>Makes a symbolic link.</summary>
    /// <param name="path">Where.</param>
    /// <param name="target">The target, relative to the link's directory.</param>
    void AddLink(string path, string target);
}
