using System.Reflection;

namespace Simulator.Scenarios;

/// <summary>A commented scenario to start from.</summary>
public static class ScenarioStarter
{
    /// <summary>Name of the file that <see cref="Create"/> writes.</summary>
    public const string FileName = "scenario.yaml";

    /// <summary>The text of the scenario.</summary>
    public static string Text()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Simulator.Scenarios.Starter.scenario.yaml")
            ?? throw new InvalidOperationException("the starter scenario is not embedded");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Writes the scenario into a folder, which is made if need be.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="IOException">The file is there already, which is never overwritten, or it cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static string Create(string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FileName);
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write);
        using StreamWriter writer = new(file);
        writer.Write(Text());
        return path;
    }
}
