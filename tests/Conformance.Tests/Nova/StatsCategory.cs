using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Pci;

namespace Conformance.Tests.Nova;

/// <summary>The pools of PCI devices of one host, step by step.</summary>
public sealed class StatsCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/stats";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        SysfsFacts facts = new(PciValues.Texts(input, "pf_addresses"));
        PciDeviceSpecList specs = PciDeviceSpecList.Parse(PciValues.Texts(input, "device_spec"), false, facts);
        PciStats compute = new(specs, PciValues.HostCells(input));
        List<PciDevice> devices =
        [
            .. input.Members("devices").Select(PciValues.Device).Select(device => new PciDevice(device, specs.Find(device))),
        ];
        PciDeviceTree.Build(devices);
        foreach (string address in PciValues.Texts(input, "add_order"))
        {
            compute.Add(devices.Single(device => device.Address == address));
        }

        foreach (JsonProperty provider in input.Get("rp_uuids").EnumerateObject())
        {
            devices.Single(device => device.Address == provider.Name).ProviderUuid = provider.Value.GetString();
        }

        compute.UpdateProviders();
        JsonObject answer = new() { ["result"] = "ok", ["initial_pools"] = PciValues.Show(compute) };
        PciStats? view = null;
        JsonArray steps = [];
        foreach (CaseReader step in input.Members("steps"))
        {
            steps.Add(Step(step, compute, ref view, devices));
        }

        answer["steps"] = steps;
        Compare.Equal(expected, answer);
    }

    private static JsonObject Step(CaseReader step, PciStats compute, ref PciStats? view, List<PciDevice> devices)
    {
        string operation = PciValues.Text(step, "op")!;
        JsonObject answer = [];
        try
        {
            switch (operation)
            {
                case "support":
                    answer["value"] = Supports(compute, step);
                    return answer;
                case "consume":
                    IReadOnlyList<PciDevice> taken = compute.Consume(PciValues.Requests(step), PciValues.Cells(step));
                    answer["devices"] = new JsonArray([.. taken.Select(device => new JsonObject
                    {
                        ["address"] = device.Address,
                        ["request_id"] = device.RequestId,
                    })]);
                    break;
                case "add":
                    compute.Add(devices.Single(device => device.Address == PciValues.Text(step, "address")));
                    break;
                case "remove":
                    compute.Remove(devices.Single(device => device.Address == PciValues.Text(step, "address")));
                    break;
                case "snapshot":
                    view = compute.Snapshot();
                    break;
                case "apply":
                    view!.Apply(PciValues.Requests(step), PciValues.Mapping(step), PciValues.Cells(step));
                    break;
                default:
                    throw new ConformanceException($"operation '{operation}' is not understood");
            }
        }
        catch (NovaException refusal)
        {
            answer["error"] = refusal.Name;
        }

        answer["pools"] = PciValues.Show(operation is "snapshot" or "apply" ? view! : compute);
        return answer;
    }

    /// <summary>Asks twice, plainly and with reasons: both must agree.</summary>
    private static bool Supports(PciStats stats, CaseReader step)
    {
        IReadOnlyList<PciRequest> requests = PciValues.Requests(step);
        PciProviderMapping? mapping = PciProviderMapping.From(PciValues.Mapping(step));
        IReadOnlyList<int>? cells = PciValues.Cells(step);
        bool plain = stats.Supports(requests, mapping, cells);
        bool explained = stats.Supports(requests, mapping, cells, out IReadOnlyList<PciRequestReport> reports);
        if (plain != explained || reports.Any(static report => report.RefusedBy is not null) == plain)
        {
            throw new ConformanceException($"plain answer {plain}, explained {explained}: {string.Join("; ", reports)}");
        }

        return plain;
    }
}
