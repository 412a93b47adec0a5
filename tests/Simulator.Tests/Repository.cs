namespace Simulator.Tests;

/// <summary>Finds files of the repository from a running test.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Simulator.sln.</summary>
    public static string Root { get; } = Find();

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
