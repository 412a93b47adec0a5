using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model.Compute;
using Model.Configuration;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>Recorded verdicts of the PCI and NUMA filters on a host's allocation candidates.</summary>
public sealed class FiltersCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/filters";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        NovaOptions options = new()
        {
            FilterScheduler = new FilterSchedulerOptions { EnabledFilters = VectorValues.Strings(input.Get("filters")) },
        };
        List<AllocationCandidate> candidates = [.. input.Get("candidates").EnumerateArray().Select(Candidate)];
        HostState host = Host(input.Member("host"), candidates);
        RequestSpec request = new()
        {
            Flavor = new Flavor { Name = "m1", Vcpus = 1, MemoryMb = 1, ExtraSpecs = VectorValues.Pairs(input.Get("extra_specs")) },
            Image = new Image { Name = "image" },
            PciRequests = PciValues.Requests(input, "pci_requests"),
            NumaTopology = input.MemberOrNull("instance") is { } instance ? NumaValues.Instance(instance) : null,
        };
        JsonArray answers = [];
        foreach (IHostFilter filter in FilterRegistry.Create(options))
        {
            bool passes = filter.Check(host, request).Passes;
            answers.Add(new JsonObject
            {
                ["filter"] = filter.Name,
                ["passes"] = passes,
                ["candidates_left"] = Left(candidates, host),
            });
            if (!passes)
            {
                break;
            }
        }

        Compare.Equal(expected, new JsonObject { ["result"] = "ok", ["filters"] = answers });
    }

    private static HostState Host(CaseReader host, List<AllocationCandidate> candidates)
    {
        HostNumaTopology? topology = SchedulerHosts.Topology(host);
        bool hasPools = host.Get("pci_pools").ValueKind != JsonValueKind.Null;
        ComputeNodeRecord record = new()
        {
            Host = "host",
            Node = "host",
            Uuid = "root",
            NumaTopology = topology,
            PciStats = hasPools
                ? PciStats.FromPools(
                    PciValues.Pools(host.Members("pci_pools")),
                    topology?.Cells.Select(cell => new PciHostCell(cell.Id, cell.Socket)).ToList())
                : null,
            RamAllocationRatio = host.Get("ram_allocation_ratio").GetDouble(),
            CpuAllocationRatio = host.Get("cpu_allocation_ratio").GetDouble(),
        };
        return new HostState(record, ServiceState.Running) { Candidates = candidates };
    }

    private static AllocationCandidate Candidate(JsonElement mapping) => new()
    {
        RootUuid = "root",
        Allocations = [],
        Mappings = [.. mapping.EnumerateObject().Select(group => new GroupMapping(group.Name, VectorValues.Strings(group.Value)))],
    };

    private static JsonArray Left(List<AllocationCandidate> candidates, HostState host) =>
        [.. host.Candidates.Select(left => JsonValue.Create(candidates.FindIndex(known => ReferenceEquals(known, left))))];
}
