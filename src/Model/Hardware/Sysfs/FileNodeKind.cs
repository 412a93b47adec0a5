namespace Model.Hardware.Sysfs;

/// <summary>What a path of a file tree is.</summary>
public enum FileNodeKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link, whether its target exists or not.</summary>
    Link,
}
