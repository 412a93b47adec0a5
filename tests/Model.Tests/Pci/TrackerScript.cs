using CsCheck;
using Model.Hardware;
using Model.Pci;

namespace Model.Tests.Pci;

/// <summary>Random hosts and random lives of their devices, for tests of the tracker.</summary>
internal static class TrackerScript
{
    /// <summary>Two NUMA nodes on two sockets.</summary>
    public static readonly IReadOnlyList<PciHostCell> Cells = [new(0, 0), new(1, 1)];

    private static readonly string[] Configurations =
    [
        """{"vendor_id": "15b3"}""",
        """{"vendor_id": "15b3", "product_id": "101e"}""",
        """{"vendor_id": "15b3", "product_id": "101d"}""",
        """{"address": "0000:81:*.*", "physical_network": "physnet1"}""",
        """[{"vendor_id": "10de", "live_migratable": "yes"}, {"vendor_id": "15b3", "remote_managed": "junk"}]""",
        """{"address": "*", "managed": "no", "resource_class": "x", "group": "g"}""",
        """{"address": "0000:41:00.*"}""",
    ];

    private static readonly Gen<PciDeviceSpecList> GenSpecs = OneOf(Configurations).List[1, 3]
        .Select(entries => PciDeviceSpecList.Parse(entries, false, new FakeSysfs("0000:81:00.0")));

    // ┌ node 0: 41:00.0 and 41:00.1 are plain functions; 81:00.0 is a PF with VFs 81:10.0 …
    // └ node 1: 82:00.0 is a PF with VFs 82:10.0 …, the last of them with vDPA; node unknown: 83:00.0
    private static readonly HypervisorPciDevice[] Hardware =
    [
        new("0000:82:00.0", "15b3", "101d", PciDeviceType.Pf, null, 1),
        new("0000:82:10.2", "15b3", "101e", PciDeviceType.Vdpa, "0000:82:00.0", 1),
        new("0000:82:10.1", "15b3", "101e", PciDeviceType.Vf, "0000:82:00.0", 1),
        new("0000:82:10.0", "15b3", "101e", PciDeviceType.Vf, "0000:82:00.0", 1),
        new("0000:41:00.0", "10de", "20b5", PciDeviceType.Pci, null, 0),
        new("0000:41:00.1", "10de", "20b5", PciDeviceType.Pci, null, 0),
        new("0000:81:00.0", "15b3", "101d", PciDeviceType.Pf, null, 0),
        new("0000:81:10.0", "15b3", "101e", PciDeviceType.Vf, "0000:81:00.0", 0),
        new("0000:81:10.1", "15b3", "101e", PciDeviceType.Vf, "0000:81:00.0", 0),
        new("0000:81:10.2", "15b3", "101e", PciDeviceType.Vf, "0000:81:00.0", 0),
        new("0000:83:00.0", "10de", "20b5", PciDeviceType.Pci, null, null),
    ];

    private static readonly Gen<Dictionary<string, string?>> GenAlternative = OneOf(
        [
            new Dictionary<string, string?> { ["vendor_id"] = "15B3", ["product_id"] = "101e", ["dev_type"] = "type-VF" },
            new Dictionary<string, string?> { ["product_id"] = "101d", ["dev_type"] = "type-PF" },
            new Dictionary<string, string?> { ["product_id"] = "101e" },
            new Dictionary<string, string?> { ["product_id"] = "101e", ["dev_type"] = "vdpa" },
            new Dictionary<string, string?> { ["vendor_id"] = "10de" },
            new Dictionary<string, string?> { ["vendor_id"] = "10de", ["live_migratable"] = "true" },
            new Dictionary<string, string?> { ["vendor_id"] = "15b3", ["physical_network"] = null },
            new Dictionary<string, string?> { ["physical_network"] = "Physnet1", ["remote_managed"] = "False" },
            new Dictionary<string, string?> { ["resource_class"] = "ignored" },
        ]);

    private static readonly Gen<PciRequest> GenRequest = Gen.Select(
        Gen.Int[0, 3], GenAlternative.List[1, 2], Gen.Int[-1, 3], Gen.Int[100, 999]).Select(MakeRequest);

    private static readonly Gen<string> GenInstance = Gen.Int[1, 4].Select(number => $"instance-{number}");

    private static readonly Gen<IReadOnlyList<int>?> GenCells = OneOf<IReadOnlyList<int>?>([null, [], [0], [1], [0, 1]]);

    private static readonly Gen<Step> GenUse = Gen.Frequency(
        (6, Gen.Select(GenInstance, GenRequest.List[1, 2], GenCells)
            .Select(Step (instance, requests, cells) => new ClaimStep(instance, requests, cells))),
        (4, GenInstance.Select(Step (instance) => new AllocateStep(instance))),
        (4, GenInstance.Select(Step (instance) => new FreeStep(instance))),
        (1, GenInstance.List[0, 3].Select(Step (instances) => new CleanStep(instances))),
        (2, Gen.Const<Step>(new SaveStep())));

    /// <summary>A life without changes of the hardware or the configuration.</summary>
    public static Gen<(PciDeviceSpecList Specs, List<Step> Steps)> SteadyLife { get; } = Gen.Select(GenSpecs, GenUse.List[1, 30])
        .Select((specs, steps) => (specs, (List<Step>)[new ReportStep([.. Hardware]), .. steps]));

    /// <summary>A life in which devices come, go and change, and the service restarts, sometimes with another configuration.</summary>
    public static Gen<(PciDeviceSpecList Specs, List<Step> Steps)> WildLife { get; } = Gen.Select(
        GenSpecs,
        Gen.Frequency(
            (8, GenUse),
            (3, Gen.Int[0, 5].Array[Hardware.Length].Select(Step (fates) => Report(fates))),
            (1, Gen.Select(Gen.Bool, GenSpecs).Select(Step (isNew, specs) => new RestartStep(isNew ? specs : null)))).List[1, 40])
        .Select((specs, steps) => (specs, (List<Step>)[new ReportStep([.. Hardware]), new SaveStep(), .. steps]));

    /// <summary>One or two requests of a guest.</summary>
    public static Gen<List<PciRequest>> Requests => GenRequest.List[1, 2];

    /// <summary>The host cells of a guest, or null.</summary>
    public static Gen<IReadOnlyList<int>?> GuestCells => GenCells;

    /// <summary>Lives a life, refusals included, and gives the tracker as it then is.</summary>
    public static PciTracker Live((PciDeviceSpecList Specs, List<Step> Steps) life)
    {
        PciTracker tracker = new(life.Specs, Cells);
        foreach (Step step in life.Steps)
        {
            try
            {
                tracker = step is RestartStep restart
                    ? new PciTracker(restart.Specs ?? life.Specs, Cells, tracker.Stored)
                    : Run(tracker, step);
            }
            catch (NovaException)
            {
                // The state that a refusal leaves behind is part of the life.
            }
        }

        return tracker;
    }

    private static PciTracker Run(PciTracker tracker, Step step)
    {
        _ = step.Run(tracker);
        return tracker;
    }

    private static PciRequest MakeRequest(int count, List<Dictionary<string, string?>> alternatives, int policy, int id) => new()
    {
        RequestId = $"request-{id}",
        Count = count,
        Spec = [.. alternatives],
        NumaPolicy = policy < 0 ? null : (PciNumaPolicy)policy,
        AliasName = "alias",
    };

    private static ReportStep Report(int[] fates) => new([.. Hardware.Zip(fates, Change).OfType<HypervisorPciDevice>()]);

    private static Gen<T> OneOf<T>(T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static HypervisorPciDevice? Change(HypervisorPciDevice device, int fate) => fate switch
    {
        0 => null,
        1 when device.DevType == PciDeviceType.Vf => device with { ProductId = "101f" },
        1 => device with { NumaNode = null },
        2 when device.DevType == PciDeviceType.Pf => device with { DevType = PciDeviceType.Pci },
        2 when device.DevType == PciDeviceType.Pci => device with { DevType = PciDeviceType.Pf },
        _ => device,
    };

    /// <summary>Something that happens to a tracker; the same for the real and the naive one.</summary>
    internal abstract record Step
    {
        public virtual string Run(PciTracker tracker) => throw new InvalidOperationException("a restart makes a new tracker");

        public virtual string Run(NaiveTracker tracker) => throw new InvalidOperationException("a restart makes a new tracker");

        protected static string Done(Action action)
        {
            action();
            return "done";
        }
    }

    internal sealed record ReportStep(List<HypervisorPciDevice> Devices) : Step
    {
        public override string Run(PciTracker tracker) => Done(() => tracker.Report(Devices));

        public override string Run(NaiveTracker tracker) => Done(() => tracker.Report(Devices));

        public override string ToString() => $"report {string.Join(", ", Devices)}";
    }

    internal sealed record SaveStep : Step
    {
        public override string Run(PciTracker tracker) => Done(() => tracker.Save());

        public override string Run(NaiveTracker tracker) => Done(() => tracker.Save());
    }

    internal sealed record ClaimStep(string Instance, List<PciRequest> Requests, IReadOnlyList<int>? Cells) : Step
    {
        public override string Run(PciTracker tracker) =>
            string.Join(' ', tracker.Claim(Instance, Requests, Cells).Select(device => device.Address));

        public override string Run(NaiveTracker tracker) =>
            string.Join(' ', tracker.Claim(Instance, Requests, Cells).Select(device => device.Facts.Address));

        public override string ToString() =>
            $"claim {Instance} {string.Join("; ", Requests.Select(Show))} cells {(Cells is null ? "-" : string.Join(",", Cells))}";

        private static string Show(PciRequest request) =>
            $"{request.Count} × {string.Join(" or ", request.Spec.Select(spec => string.Join(",", spec)))} {request.NumaPolicy}";
    }

    internal sealed record AllocateStep(string Instance) : Step
    {
        public override string Run(PciTracker tracker) => Done(() => tracker.Allocate(Instance));

        public override string Run(NaiveTracker tracker) => Done(() => tracker.Allocate(Instance));
    }

    internal sealed record FreeStep(string Instance) : Step
    {
        public override string Run(PciTracker tracker) => Done(() => tracker.Free(Instance));

        public override string Run(NaiveTracker tracker) => Done(() => tracker.Free(Instance));
    }

    internal sealed record CleanStep(List<string> Instances) : Step
    {
        public override string Run(PciTracker tracker) => Done(() => tracker.Clean(Instances));

        public override string Run(NaiveTracker tracker) => Done(() => tracker.Clean(Instances));

        public override string ToString() => $"clean but {string.Join(", ", Instances)}";
    }

    internal sealed record RestartStep(PciDeviceSpecList? Specs) : Step
    {
        public override string ToString() => Specs is null ? "restart" : "restart with another configuration";
    }
}
