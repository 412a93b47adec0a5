using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Metrics;

namespace Simulator.Studies;

/// <summary>
/// Keeps finished runs in the result folder, each as soon as it is finished, so that an interrupted study goes on where it stopped.
/// </summary>
/// <param name="path">The result folder.</param>
/// <param name="folder">The same, to write to.</param>
internal sealed class ReplicationStore(string path, ResultFolder folder)
{
    /// <summary>Sub-folder of the finished runs.</summary>
    public const string Folder = "replications";

    private const int KeyLength = 16;

    // A drain that was never over took forever.
    private static readonly JsonSerializerOptions Json = new(ResultFolder.Json)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>The kept run of a job; null when there is none, or one that cannot be read or belongs to other inputs.</summary>
    public Replication? Find(ReplicationJob job)
    {
        string key = job.Key;
        string file = Path.Combine(path, NameOf(job, key));
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            Replication? kept = JsonSerializer.Deserialize<Replication>(File.ReadAllBytes(file), Json);
            return kept?.Key == key && kept.Metrics is not null ? kept with { Variant = job.Variant } : null;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            // A damaged file is no result; the run is made again and replaces it.
            return null;
        }
    }

    /// <summary>Keeps a run. Safe for use by several threads at once.</summary>
    public void Keep(ReplicationJob job, Replication replication) => 
        folder.WriteText(NameOf(job, replication.Key), JsonSerializer.Serialize(replication, Json) + "\n");

    private static string NameOf(ReplicationJob job, string key) =>
        string.Create(CultureInfo.InvariantCulture, $"{Folder}/{job.Variant}-{job.Number + 1}-{key[..KeyLength]}.json");
}
