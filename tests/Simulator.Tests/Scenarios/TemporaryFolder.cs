namespace Simulator.Tests.Scenarios;

/// <summary>A folder with files that vanishes after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("scenario-tests-");

    public string Write(string name, string text)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        string path = PathOf(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Messages without the folder's own name, which differs from run to run.</summary>
    public string Shorten(string message) => message.Replace(folder.FullName + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal);

    public void Dispose() => folder.Delete(recursive: true);
}
