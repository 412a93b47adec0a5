using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Pci;

namespace Conformance.Tests.Nova;

/// <summary>Device states on a compute host over discovery, claims, allocations, frees and restarts.</summary>
public sealed class TrackerCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/tracker";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        SysfsFacts facts = new(PciValues.Texts(input, "pf_addresses"));
        IReadOnlyList<PciHostCell>? cells = PciValues.HostCells(input);
        PciDeviceSpecList specs = PciDeviceSpecList.Parse(PciValues.Texts(input, "device_spec"), false, facts);
        PciTracker tracker = new(specs, cells);
        JsonArray steps = [];
        foreach (CaseReader step in input.Members("steps"))
        {
            JsonObject answer = [];
            try
            {
                if (PciValues.Text(step, "op") == "restart")
                {
                    specs = step.TryGet("device_spec", out _)
                        ? PciDeviceSpecList.Parse(PciValues.Texts(step, "device_spec"), false, facts)
                        : specs;
                    tracker = new PciTracker(specs, cells, tracker.Stored);
                }
                else
                {
                    Step(tracker, step, answer);
                }
            }
            catch (NovaException refusal)
            {
                answer["error"] = refusal.Name;
            }

            answer["devices_after"] = Show(tracker);
            answer["pools"] = PciValues.Show(tracker.Stats);
            steps.Add(answer);
        }

        Compare.Equal(expected, new JsonObject { ["result"] = "ok", ["steps"] = steps });
    }

    private static void Step(PciTracker tracker, CaseReader step, JsonObject answer)
    {
        switch (PciValues.Text(step, "op"))
        {
            case "hypervisor":
                tracker.Report([.. step.Members("devices").Select(PciValues.Device)]);
                break;
            case "save":
                tracker.Save();
                break;
            case "claim":
                string instance = PciValues.Text(step, "instance")!;
                IReadOnlyList<PciDevice> taken = tracker.Claim(instance, PciValues.Requests(step), PciValues.Cells(step));
                answer["devices"] = VectorValues.Array(taken.Select(static device => device.Address));
                break;
            case "allocate":
                tracker.Allocate(PciValues.Text(step, "instance")!);
                break;
            case "free":
                tracker.Free(PciValues.Text(step, "instance")!);
                break;
            case "clean":
                tracker.Clean([.. PciValues.Texts(step, "instances")]);
                break;
            default:
                throw new ConformanceException($"operation '{PciValues.Text(step, "op")}' is not understood");
        }
    }

    private static JsonObject Show(PciTracker tracker) => new(tracker.Devices.Select(static device => KeyValuePair.Create(
        device.Address,
        (JsonNode?)new JsonArray(device.Status.ToName(), device.InstanceUuid, device.RequestId))));
}
