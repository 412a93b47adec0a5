namespace Simulator.Studies;

/// <summary>What a study was made from and where: the content of its <c>manifest.json</c>, the only file that differs between two makings.</summary>
internal sealed record StudyManifest
{
    /// <summary>Version of this program.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the study or plan.</summary>
    public required string Name { get; init; }

    /// <summary>Digest of the study or plan file.</summary>
    public required string Digest { get; init; }

    /// <summary>Digest of each compared scenario with all its files.</summary>
    public required IReadOnlyList<StudyInput> Scenarios { get; init; }

    /// <summary>Seeds of the replications.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>Whether every replication that was wanted is there.</summary>
    public required bool Complete { get; init; }

    /// <summary>Runs in the result.</summary>
    public required int Runs { get; init; }

    /// <summary>Runs that an earlier call had kept.</summary>
    public required int RunsKept { get; init; }

    /// <summary>Threads.</summary>
    public required int Threads { get; init; }

    /// <summary>Real seconds it took.</summary>
    public required double ElapsedS { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required string FinishedAt { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>Logical processors of the machine.</summary>
    public required int Processors { get; init; }
}
