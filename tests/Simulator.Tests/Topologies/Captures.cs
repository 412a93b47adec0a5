using Model.Hardware;
using Simulator.Topologies;

namespace Simulator.Tests.Topologies;

/// <summary>The real captures of scenarios/topologies, each read once.</summary>
internal static class Captures
{
    private static readonly Dictionary<string, HostDescription> Loaded = [];
    private static readonly Lock Gate = new();

    public static string Folder { get; } = FindFolder();

    public static HostDescription Load(string prefix)
    {
        lock (Gate)
        {
            if (!Loaded.TryGetValue(prefix, out HostDescription? description))
            {
                description = TopologyFile.Load(PathOf(prefix));
                Loaded[prefix] = description;
            }

            return description;
        }
    }

    public static string PathOf(string prefix) =>
        Directory.GetFiles(Folder).Single(file => Path.GetFileName(file).StartsWith(prefix + "-", StringComparison.Ordinal));

    private static string FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "scenarios", "topologies");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException("scenarios/topologies is not above the test's folder");
    }
}
