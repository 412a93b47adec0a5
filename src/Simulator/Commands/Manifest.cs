using System.Reflection;
using System.Runtime.InteropServices;
using Simulator.Metrics;
using Simulator.Studies;

namespace Simulator.Commands;

/// <summary>
/// What a run was made from and where: the content of <c>manifest.json</c>, the only result file that differs between two runs of one
/// scenario.
/// </summary>
internal sealed record Manifest
{
    /// <summary>Version of this program.</summary>
    public required string Version { get; init; }

    /// <summary>Digest of the scenario with all its files and overrides.</summary>
    public required string ScenarioDigest { get; init; }

    /// <summary>Scenario name.</summary>
    public required string Scenario { get; init; }

    /// <summary>Seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Kernel events.</summary>
    public required long Events { get; init; }

    /// <summary>Real seconds the simulation took, without plots and files.</summary>
    public required double ElapsedS { get; init; }

    /// <summary>When the run ended, UTC.</summary>
    public required string FinishedAt { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Logical processors of the machine.</summary>
    public required int Processors { get; init; }

    /// <summary>Describes a finished run.</summary>
    public static Manifest Of(RunResult result, TimeSpan elapsed) => new()
    {
        Version = ProgramVersion,
        ScenarioDigest = result.Scenario.Digest,
        Scenario = result.Scenario.Name,
        Seed = result.Scenario.Seed,
        Events = result.Summary.Events,
        ElapsedS = Math.Round(elapsed.TotalSeconds, 3),
        FinishedAt = Now,
        Runtime = RuntimeInformation.FrameworkDescription,
        OperatingSystem = RuntimeInformation.OSDescription,
        Processors = System.Environment.ProcessorCount,
    };

    /// <summary>Describes a finished study or plan.</summary>
    public static StudyManifest Of(
        string name,
        string digest,
        IReadOnlyList<StudyInput> scenarios,
        IReadOnlyList<long> seeds,
        bool isComplete,
        StudyProgress progress,
        int threads,
        TimeSpan elapsed) => new()
        {
            Version = ProgramVersion,
            Name = name,
            Digest = digest,
            Scenarios = scenarios,
            Seeds = seeds,
            Complete = isComplete,
            Runs = progress.Done,
            RunsKept = progress.Kept,
            Threads = threads,
            ElapsedS = Math.Round(elapsed.TotalSeconds, 3),
            FinishedAt = Now,
            Runtime = RuntimeInformation.FrameworkDescription,
            OperatingSystem = RuntimeInformation.OSDescription,
            Processors = System.Environment.ProcessorCount,
        };

    private static string Now => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private static string ProgramVersion =>
        typeof(Manifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
