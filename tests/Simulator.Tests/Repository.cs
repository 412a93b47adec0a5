namespace Simulator.Tests;

/// <summary>Finds files of the repository from a running test.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Simulator.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>The scenarios below the folder scenarios, as paths in it; studies, which name their scenario under base:, are none.</summary>
    public static IEnumerable<string> Scenarios()
    {
        string folder = Path.Combine(Root, "scenarios");
        return Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Where(file => !File.ReadLines(file).Any(line => line.StartsWith("base:", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);
    }

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Simulator.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Simulator.sln was not found above the test assembly");
    }
}
