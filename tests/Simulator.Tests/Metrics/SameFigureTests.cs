using System.Globalization;
using System.Text.Json;
using Simulator.Commands;
using Simulator.Tests.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Metrics;

/// <summary>
/// Goal: what stands in several files is the same everywhere. Method: two days of the quickstart, its figures read from the files as a user would,
/// and counted in another way.
/// </summary>
public sealed class SameFigureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_of_a_run_agree()
    {
        string target = _folder.PathOf("out");
        CommandRun run = CommandRun.Of("run", Path.Combine(Repository.Root, "scenarios", "quickstart.yaml"), "--set", "duration=2d", "-o", target);
        Assert.Equal(ExitCodes.Ok, run.Code);
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(target, "summary.json")));
        int Total(string name) => summary.RootElement.GetProperty(name).GetInt32();
        string[][] servers = Rows(target, "instances");
        Assert.Equal(Total("requested"), servers.Length);
        foreach ((string name, string state) in new[] { ("active", "active"), ("failed", "error"), ("deleted", "deleted"), ("building", "build") })
        {
            Assert.Equal(Total(name), servers.Count(row => row[4] == state));
        }

        Assert.NotEqual(0, Total("failed"));
        JsonElement causes = summary.RootElement.GetProperty("failures");
        Assert.Equal(Total("failed"), causes.EnumerateArray().Sum(cause => cause.GetProperty("count").GetInt32()));
        Assert.Equal(Total("failed"), File.ReadAllLines(Path.Combine(target, "failures.csv")).Count(line => line.Contains(",true,")));
        Assert.Equal((double)Total("failed") / Total("requested"), summary.RootElement.GetProperty("failed_share").GetDouble(), 1e-12);

        string page = File.ReadAllText(Path.Combine(target, "report.html"));
        string told = string.Create(CultureInfo.InvariantCulture,
            $"Of {Total("requested"):N0} servers asked for in 48 hours on 40 hosts, {Total("failed"):N0} were refused");
        Assert.Contains(told, page, StringComparison.Ordinal);
        Assert.Contains(told, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Hosts_devices_and_shares_agree()
    {
        string target = _folder.PathOf("out");
        _ = CommandRun.Of("run", Path.Combine(Repository.Root, "scenarios", "quickstart.yaml"), "--set", "duration=12h", "-o", target);
        string[] header = File.ReadLines(Path.Combine(target, "hosts.csv")).First().Split(',');
        double Hosts(string column) => Rows(target, "hosts").Sum(row => Number(row[Array.IndexOf(header, column)]));
        string[][] devices = Rows(target, "devices");
        Assert.Equal(devices.Length, Hosts("pci_devices"), 1e-9);
        Assert.Equal(devices.Sum(row => Number(row[10])), Hosts("pci_used_mean"), 1e-6);
        Assert.Equal(devices.Count(row => row[8].Length > 0), Hosts("pci_used_end"), 1e-9);
        using JsonDocument summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(target, "summary.json")));
        string[][] usage = [.. Rows(target, "usage").Where(row => row[0].Length == 0)];
        foreach ((string resource, string name) in new[] { ("DISK_GB", "disk_gib"), ("MEMORY_MB", "memory_mib"), ("PCPU", "dedicated_cpus") })
        {
            JsonElement use = summary.RootElement.GetProperty("utilization").EnumerateArray()
                .Single(one => one.GetProperty("resource").GetString() == resource);
            string[] row = Assert.Single(usage, one => one[1] == name);
            Assert.Equal(use.GetProperty("capacity").GetDouble(), Number(row[2]), 1e-6);
            Assert.Equal(Number(row[3]), Hosts(name + "_used_mean"), 1e-6);

            // A claim is in Placement's books some seconds before it is in the host's.
            Assert.Equal(use.GetProperty("mean").GetDouble(), Number(row[5]), 0.01);
        }
    }

    private static string[][] Rows(string target, string file) =>
        [.. File.ReadLines(Path.Combine(target, file + ".csv")).Skip(1).Select(line => line.Split(','))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
