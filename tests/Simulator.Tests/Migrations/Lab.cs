using CsCheck;
using Model.Configuration;
using Simulator.Kernel;
using Simulator.Migrations;

namespace Simulator.Tests.Migrations;

/// <summary>A simulation with one link, and the jobs that tests run over it.</summary>
internal sealed class Lab
{
    public const long Gibibyte = 1L << 30;
    public const long Mebibyte = 1L << 20;

    /// <summary>10 Gbit/s in bytes per second.</summary>
    public const double TenGigabit = 1.25e9;

    public Lab(double bytesPerSecond = TenGigabit)
    {
        Network = new MigrationNetwork(Env);
        Link = Network.AddLink("source out", bytesPerSecond);
    }

    public Simulation Env { get; } = new();

    public MigrationNetwork Network { get; }

    public MigrationLink Link { get; }

    /// <summary>Creates a job for a guest whose flavor has as much memory as it uses.</summary>
    public LiveMigrationJob Job(
        GuestMemory memory,
        LibvirtOptions? options = null,
        IReadOnlyList<DeviceState>? devices = null,
        Func<MigrationSettings, MigrationSettings>? with = null)
    {
        MigrationSettings settings = new(options ?? new LibvirtOptions(), memory.Bytes / Mebibyte);
        return new LiveMigrationJob(Env, Network, [Link], memory, with is null ? settings : with(settings), devices);
    }

    /// <summary>Runs one job to its end.</summary>
    public MigrationReport Run(LiveMigrationJob job)
    {
        Env.Process(job.Run());
        Env.Run();
        return job.Report;
    }

    /// <summary>
    /// Draws the same cases in every run. For comparisons of two computations that round differently: a case on the knife's edge, one in
    /// many thousands, may fall to either side.
    /// </summary>
    public static IEnumerable<T> Draw<T>(Gen<T> generator, int count)
    {
        PCG random = new(stream: 1, seed: 2026);
        for (int index = 0; index < count; index++)
        {
            yield return generator.Generate(random, null, out _);
        }
    }

    public void At(double seconds, Action action) =>
        Env.Schedule(TimeSpan.FromSeconds(seconds), static state => ((Action)state!)(), action);

    /// <summary>Compares times to a thousandth of a second.</summary>
    public static void Near(double seconds, TimeSpan actual, double tolerance = 0.001) =>
        Xunit.Assert.InRange(actual.TotalSeconds, seconds - tolerance, seconds + tolerance);
}
