using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model.Numa;
using Model.Pci;

namespace Conformance.Tests.Nova;

/// <summary>Recorded fits of guest NUMA cells onto host cells, with pinning, page sizes, devices and the host's usage after it.</summary>
public sealed class NumaCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/numa";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        HostNumaTopology host = NumaValues.Host(input.Members("host_cells"));
        InstanceNumaTopology instance = NumaValues.Instance(input.Member("instance"));
        CaseReader? limits = input.MemberOrNull("limits");
        NumaFitOptions options = new(
            limits is null ? null : new NumaLimits(
                limits.Get("cpu_allocation_ratio").GetDouble(),
                limits.Get("ram_allocation_ratio").GetDouble(),
                NumaValues.Networks(limits.MemberOrNull("network_metadata"))),
            Pci(input, host),
            input.Get("pack").GetBoolean());
        VectorValues.CompareOutcome(expected, Answer(host, NumaFitter.FitOnce(host, instance, options)));
        VectorValues.CompareOutcome(expected, Answer(host, new ReferenceNumaFit(instance).Fit(host, options)));
    }

    private static NumaPciDevices? Pci(CaseReader input, HostNumaTopology host)
    {
        IReadOnlyList<PciRequest> requests = PciValues.Requests(input, "pci_requests");
        if (input.Get("pci_pools").ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        PciHostCell[] cells = [.. host.Cells.Select(cell => new PciHostCell(cell.Id, cell.Socket))];
        return new NumaPciDevices(PciStats.FromPools(PciValues.Pools(input.Members("pci_pools")), cells), requests);
    }

    private static JsonObject Answer(HostNumaTopology host, InstanceNumaTopology? fitted)
    {
        JsonObject answer = new() { ["result"] = "ok", ["fits"] = fitted is not null };
        if (fitted is null)
        {
            return answer;
        }

        answer["instance"] = new JsonArray([.. fitted.Cells.Select(ShowFitted)]);
        bool hasPages = host.Cells.All(cell => !cell.Mempages.IsEmpty);
        answer["host_after"] = hasPages ? new JsonArray([.. NumaUsage.Add(host, fitted).Cells.Select(ShowUsage)]) : null;
        return answer;
    }

    private static JsonObject ShowFitted(InstanceNumaCell cell)
    {
        JsonObject shown = NumaValues.Show(cell);
        shown["cpu_pinning"] = new JsonArray([.. cell.CpuPinning.Select(pin => new JsonArray(pin.Vcpu, pin.Pcpu))]);
        shown["cpuset_reserved"] = NumaValues.Show(cell.CpusetReserved);
        return shown;
    }

    private static JsonObject ShowUsage(HostNumaCell cell) => new()
    {
        ["id"] = cell.Id,
        ["cpu_usage"] = cell.CpuUsage,
        ["memory_usage"] = cell.MemoryUsageMb,
        ["pinned_cpus"] = NumaValues.Show(cell.PinnedCpus),
        ["mempages"] = new JsonArray([.. cell.Mempages.Select(pages => new JsonObject
        {
            ["size_kb"] = pages.SizeKb,
            ["total"] = pages.Total,
            ["used"] = pages.Used,
        })]),
    };
}
