using System.Globalization;
using System.Text;
using System.Text.Json;
using Conformance.Tests.Harness;
using Model.Compute;
using Model.Configuration;
using Model.Diagnostics;
using Model.Hardware;
using Model.Hardware.Building;
using Simulator.Scenarios;

namespace Conformance.Tests.Nova.EndToEnd;

/// <summary>Turns the configuration of a recorded run into a scenario.</summary>
internal sealed class RecordedCloud
{
    private readonly CaseReader _config;
    private readonly IReadOnlyList<string> _aliases;

    private RecordedCloud(CaseReader input)
    {
        _config = input.Member("config");
        _aliases = PciValues.Texts(input, "aliases");
        Scenario = new Scenario
        {
            Name = "recorded",
            Release = NovaRelease.Default,
            Seed = 1,
            Duration = TimeSpan.FromDays(1000),
            Controller = Options(Controller()),
            Hosts = [.. input.Members("hosts").Select(Host)],
            Flavors = [.. Named(input, "flavors").Select(pair => Flavor(pair.Name, pair.Value))],
            Images = [.. Named(input, "images").Select(pair => Image(pair.Name, pair.Value))],
            SampleEvery = TimeSpan.FromDays(1),
            HasSharedStorage = true,
            Digest = "",
        };
    }

    /// <summary>The scenario; it asks for nothing by itself.</summary>
    public Scenario Scenario { get; }

    /// <summary>Reads everything but the steps.</summary>
    public static RecordedCloud Read(CaseReader input) => new(input);

    /// <summary>A host with another device_spec or other devices.</summary>
    public HostDefinition Changed(HostDefinition host, CaseReader step) => host with
    {
        Options = step.TryGet("device_spec", out JsonElement spec) && spec.ValueKind != JsonValueKind.Null
            ? Options(HostText(VectorValues.Strings(spec)))
            : host.Options,
        HypervisorDevices = step.TryGet("devices", out JsonElement devices) && devices.ValueKind != JsonValueKind.Null
            ? [.. step.Members("devices").Select(Device)]
            : host.HypervisorDevices,
    };

    private static IEnumerable<(string Name, JsonElement Value)> Named(CaseReader owner, string member) =>
        owner.Get(member).EnumerateObject().Select(pair => (pair.Name, pair.Value));

    private static NovaOptions Options(string text)
    {
        DiagnosticBag problems = new();
        NovaOptions options = NovaOptions.Load(new SourceText("nova.conf", text), NovaRelease.Default, problems);
        return problems.HasErrors ? throw new ConformanceException($"nova.conf: {string.Join("; ", problems.Items)}") : options;
    }

    private HostDefinition Host(CaseReader reader)
    {
        int nodes = reader.Get("numa_nodes").GetInt32();
        HostTemplate machine = new()
        {
            NumaNodesPerSocket = nodes,
            CoresPerNode = reader.Get("cpus").GetInt32() / nodes,
            MemoryPerNodeBytes = reader.Get("memory_mb").GetInt64() * 1024 * 1024 / nodes,
        };
        return new HostDefinition
        {
            Name = reader.Get("name").GetString()!,
            Hardware = HostBuilder.Build(machine).Hardware,
            HypervisorDevices = [.. reader.Members("devices").Select(Device)],
            HardwareName = "recorded",
            Options = Options(HostText(VectorValues.Strings(reader.Get("device_spec")))),
            DiskGb = 100_000,
        };
    }

    private static HypervisorPciDevice Device(CaseReader reader)
    {
        reader.TryGet("vfs", out _);
        return PciValues.Device(reader);
    }

    private static Flavor Flavor(string name, JsonElement value)
    {
        CaseReader reader = new(value, name);
        // The recordings leave disk out of everything: no host ever had less of it than another.
        Flavor flavor = new()
        {
            Name = name,
            Vcpus = reader.Get("vcpus").GetInt32(),
            MemoryMb = reader.Get("memory_mb").GetInt32(),
            ExtraSpecs = VectorValues.Pairs(reader.Get("extra_specs")),
        };
        reader.AssertAllRead();
        return flavor;
    }

    private static Image Image(string name, JsonElement properties) => new() { Name = name, Properties = VectorValues.Pairs(properties) };

    private string Controller()
    {
        StringBuilder text = new();
        text.Append("[DEFAULT]\n");
        Line(text, "allow_resize_to_same_host", _config.Get("resize_same_host"));
        text.Append("[scheduler]\n");
        Line(text, "max_attempts", _config.Get("max_attempts"));
        text.Append("[filter_scheduler]\n");
        Line(text, "pci_in_placement", _config.Get("pci_in_placement"));
        IReadOnlyList<string> filters = [.. Options("").FilterScheduler.EnabledFilters, .. PciValues.Texts(_config, "extra_filters")];
        text.Append(CultureInfo.InvariantCulture, $"enabled_filters = {string.Join(',', filters)}\n");
        text.Append("build_failure_weight_multiplier = 0\n");
        StringBuilder other = new();
        foreach ((string name, JsonElement value) in Named(_config, "multipliers"))
        {
            Line(name.Contains('.', StringComparison.Ordinal) ? other : text, name, value);
        }

        if (other.Length > 0)
        {
            throw new ConformanceException($"multipliers that are not understood: {other}");
        }

        text.Append("[pci]\n");
        Aliases(text);
        return text.ToString();
    }

    private string HostText(IReadOnlyList<string> deviceSpec)
    {
        StringBuilder text = new();
        text.Append("[DEFAULT]\nreserved_host_memory_mb = 512\nram_allocation_ratio = 1.0\ncpu_allocation_ratio = 4.0\n[compute]\n");
        Line(text, "cpu_dedicated_set", _config.Get("dedicated_set"));
        Line(text, "cpu_shared_set", _config.Get("shared_set"));
        text.Append("[pci]\n");
        Line(text, "report_in_placement", _config.Get("report_in_placement"));
        foreach (string spec in deviceSpec)
        {
            text.Append("device_spec = ").Append(spec).Append('\n');
        }

        Aliases(text);
        return text.ToString();
    }

    private void Aliases(StringBuilder text)
    {
        foreach (string alias in _aliases)
        {
            text.Append("alias = ").Append(alias).Append('\n');
        }
    }

    private static void Line(StringBuilder text, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Null)
        {
            string shown = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : VectorValues.Text(value);
            text.Append(name).Append(" = ").Append(shown).Append('\n');
        }
    }
}
