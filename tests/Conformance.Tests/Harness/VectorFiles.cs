using System.IO.Compression;
using System.Text.Json;

namespace Conformance.Tests.Harness;

/// <summary>Finds and reads vector files, plain or gzip-compressed, in the folder under test.</summary>
public static class VectorFiles
{
    private static readonly string[] Folders = ["nova", "placement"];

    /// <summary>The folder named by <c>SIMULATOR_VECTORS</c>, or the repository's <c>tests/vectors</c>.</summary>
    public static string Root
    {
        get
        {
            string? named = Environment.GetEnvironmentVariable("SIMULATOR_VECTORS");
            return string.IsNullOrEmpty(named) ? Path.Combine(RepositoryRoot(), "tests", "vectors") : named;
        }
    }

    /// <summary>Every vector file as (category, path), in order of category.</summary>
    public static IReadOnlyList<(string Category, string File)> All()
    {
        List<(string Category, string File)> files = [];
        foreach (string folder in Folders)
        {
            string directory = Path.Combine(Root, folder);
            if (!Directory.Exists(directory))
            {
                continue;
            }

            foreach (string file in Directory.EnumerateFiles(directory))
            {
                string name = Path.GetFileName(file);
                string stem = name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name;
                if (stem.EndsWith(".jsonl", StringComparison.Ordinal))
                {
                    // Further files of a category have another word after a dot: end_to_end.more.jsonl.
                    files.Add(($"{folder}/{stem[..stem.IndexOf('.', StringComparison.Ordinal)]}", file));
                }
            }
        }

        files.Sort((left, right) => string.CompareOrdinal(left.File, right.File));
        return files;
    }

    /// <summary>The lines of a file, each parsed; blank lines are skipped.</summary>
    public static IEnumerable<JsonElement> Lines(string file)
    {
        using Stream raw = File.OpenRead(file);
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                using JsonDocument document = JsonDocument.Parse(line);
                yield return document.RootElement.Clone();
            }
        }
    }

    /// <summary>The folder that holds the solution, found by going up from the test assembly.</summary>
    public static string RepositoryRoot()
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
