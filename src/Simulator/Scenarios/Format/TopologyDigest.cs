using Model.Diagnostics;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Format;

/// <summary>Puts the contents of a captured machine into the scenario's digest.</summary>
internal static class TopologyDigest
{
    public static void Add(string path, InputFiles files, SourcePosition origin)
    {
        if (!Directory.Exists(path))
        {
            using Stream? stream = files.Open(path, origin);
            if (stream is not null)
            {
                files.AddToDigest(stream);
            }

            return;
        }

        // A folder has no order of its own; ordinal order of the paths makes the digest the same everywhere.
        EnumerationOptions plainFiles = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (string file in Directory.EnumerateFiles(path, "*", plainFiles).Order(StringComparer.Ordinal))
        {
            files.AddToDigest(Path.GetRelativePath(path, file));
            using Stream? stream = files.Open(file, origin);
            if (stream is not null)
            {
                files.AddToDigest(stream);
            }
        }
    }
}
