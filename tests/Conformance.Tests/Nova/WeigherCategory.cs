using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Configuration;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>Recorded rounds of weighing hosts and placing a guest on the best.</summary>
public sealed class WeigherCategory : SingleCaseCategory
{
    private const double Tolerance = 1e-9;

    /// <inheritdoc/>
    public override string Name => "nova/weigher";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        NovaOptions options = SchedulerConfiguration.Read(
            input.Get("multipliers"), KeyValuePair.Create("filter_scheduler.weight_classes", input.Get("weighers")));
        IReadOnlyList<IHostWeigher> weighers = WeigherRegistry.Create(options);
        IReadOnlyList<HostState> hosts = [.. input.Members("hosts").Select(host => SchedulerHosts.Read(host))];
        JsonArray rounds = [];
        foreach (CaseReader request in input.Members("requests"))
        {
            rounds.Add(Place(weighers, hosts, SchedulerRequests.ReadFlat(request)));
        }

        Compare.Equal(expected, new JsonObject { ["result"] = "ok", ["rounds"] = rounds }, Tolerance);
    }

    private static JsonObject Place(IReadOnlyList<IHostWeigher> weighers, IReadOnlyList<HostState> hosts, RequestSpec request)
    {
        WeighedHost[] ranked = Weighing.Rank(weighers, hosts, request);
        JsonObject round = new() { ["weights"] = new JsonArray([.. ranked.Select(host => new JsonArray(host.Host.Host, host.Weight))]) };
        if (ranked.Length == 0)
        {
            return round;
        }

        HostState best = ranked[0].Host;
        try
        {
            best.Consume(request, packsNumaCells: false);
        }
        catch (NovaException refusal)
        {
            round["consume_error"] = refusal.Name;
        }

        round["best_after"] = new JsonObject
        {
            ["host"] = best.Host,
            ["free_ram_mb"] = best.FreeRamMb,
            ["free_disk_mb"] = best.FreeDiskMb,
            ["vcpus_used"] = best.VcpusUsed,
            ["num_instances"] = best.InstanceCount,
            ["num_io_ops"] = best.IoOperations,
            ["pci_free"] = best.PciStats?.FreeCount ?? 0,
        };
        return round;
    }
}
