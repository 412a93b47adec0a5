using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Model.Diagnostics;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Scenarios;

/// <summary>
/// What people get wrong in scenario files. Each test changes one part of a valid scenario and asserts all that is told: place, code,
/// sentence and suggestion.
/// </summary>
public sealed class BadInputTests : IDisposable
{
    private const string Valid = """
        name: t
        duration: 1d
        controller:
          nova_conf: |
            [filter_scheduler]
            enabled_filters = ComputeFilter
            [pci]
            alias = { "name": "gpu", "vendor_id": "10de", "product_id": "20b5", "device_type": "type-PCI" }
        hardware:
          box: { cores_per_node: 4, memory_per_node: 8 GiB, pci: [ { id: "10de:20b5" } ] }
        hosts:
          - { name: "n[1-2]", hardware: box }
        flavors:
          small: { vcpus: 1, ram: 1 GiB, extra_specs: { "pci_passthrough:alias": "gpu:1" } }
        workload:
          - name: load
            arrivals: { process: poisson, rate: 1/h }
            flavor: { small: 1 }
            lifetime: { distribution: lognormal, median: 8h, sigma: 1.2 }
          - requests:
              - { at: 1h, name: one, flavor: small }
        operations:
          - { at: 2h, delete: one }
        expect:
          - servers.failed == 0

        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_valid_scenario_is_valid() => Assert.Empty(Load(Valid));

    [Theory]
    [InlineData("name: t\n", "", "1:1: error SIM0104: a scenario needs the key 'name': Name, also of the result folder.")]
    [InlineData("name: t", "name: a/b", "1:7: error SIM0106: 'a/b' cannot name a result folder; use letters, digits, '-', '_' and '.'")]
    [InlineData("duration: 1d", "duration: -1d", "2:11: error SIM0106: '-1d' is negative; a duration is 0 or more")]
    [InlineData("duration: 1d", "duration: NaN", "2:11: error SIM0106: 'NaN' is not a duration; write a number and a unit *")]
    [InlineData("duration: 1d", "duration: 5", "2:11: error SIM0106: '5' has no unit; a duration needs one of us, ms, s, min, h, d, w")]
    [InlineData("duration: 1d", "duration: 1 GiB", "2:11: error SIM0106: 'GiB' is not a unit of time; use one of us, ms, s, min, h, d, w")]
    [InlineData("duration: 1d", "duration: 0s", "2:11: error SIM0106: '0s' must be above 0")]
    [InlineData("duration: 1d", "duration: [1d]", "2:11: error SIM0105: expected a duration with a unit (*), found a list")]
    [InlineData("duration: 1d", "durration: 1d",
        "1:1: error SIM0104: a scenario needs the key 'duration': Simulated time.\n"
        + "2:1: error SIM0101: a scenario has no key 'durration'; valid keys: name, *, expect (did you mean 'duration'?)")]
    [InlineData("name: t", "name: t\nrelease: 2025.3", "2:10: error SIM0106: '2025.3' is not a Nova release; *")]
    [InlineData("memory_per_node: 8 GiB", "memory_per_node: 8h", "10:46: error SIM0106: 'h' is not a unit of size; use one of *")]
    [InlineData("{ id: \"10de:20b5\" }", "{ id: \"10de:20b5\", address: \"0000:00:20.0\" }",
        "10:88: error SIM0106: '0000:00:20.0' is not a PCI address; write DDDD:BB:SS.F in hexadecimal, up to ffff:ff:1f.7")]
    [InlineData("{ id: \"10de:20b5\" }", "{ id: \"10de:20b5g\" }", "10:66: error SIM0106: '10de:20b5g' is not a pair of ids; *")]
    [InlineData("{ id: \"10de:20b5\" }", "{ device: nvidia-a1000 }",
        "10:70: error SIM0108: there is no catalogued device 'nvidia-a1000'; * (did you mean *")]
    [InlineData("cores_per_node: 4", "cores_per_node: 0", "10:26: error SIM0106: 0 is below the minimum 1")]
    [InlineData("cores_per_node: 4", "cores_per_node: 99999",
        "10:8: error SIM0116: hardware template: a host has at most 8192 logical CPUs; *")]
    [InlineData("cores_per_node: 4", "capture: nothing.tar.xz, iommu: on",
        "10:19: error SIM0110: there is no file '*nothing.tar.xz'\n10:42: error SIM0120: *\n10:63: error SIM0120: *\n10:*: error SIM0120: *")]
    [InlineData("hardware: box }", "hardware: bax }",
        "12:33: error SIM0108: there is no hardware entry 'bax'; valid: box (did you mean 'box'?)")]
    [InlineData("n[1-2]", "n[1-1000000]", "12:13: error SIM0111: 'n[1-1000000]' expands to more than the limit of 100000 names")]
    [InlineData("n[1-2]", "n[1-2", "12:13: error SIM0106: 'n[1-2' is not a name or a pattern such as gpu-[001-100]")]
    [InlineData("hardware: box }\n", "hardware: box }\n  - { name: n2, hardware: box }\n",
        "13:13: error SIM0109: host 'n2' is also defined at t.yaml:12:5")]
    [InlineData("hardware: box }", "hardware: box, libvirt: 7.0.0 }",
        "12:47: error SIM0121: nova-compute of 2025.2 (Flamingo, 32) does not start *")]
    [InlineData("hardware: box }", "hardware: box, libvirt: ten }",
        "12:47: error SIM0106: 'ten' is not a version of three numbers such as 10.0.0")]
    [InlineData("hardware: box }", "hardware: box, nova_conf: !file compute.conf }",
        "12:49: error SIM0110: there is no file '*compute.conf'")]
    [InlineData("hardware: box }", "hardware: box, nova_conf: [\"[pci]\\ndevice_spec = {\"] }",
        "12:*: error SIM0121: PciConfigInvalidSpec: *")]
    [InlineData("vcpus: 1, ", "", "14:10: error SIM0104: a flavor needs the key 'vcpus': Virtual CPUs.")]
    [InlineData("extra_specs: {", "extra_specs: { \"hw:cpu_policy\": both,", "14:*: error SIM0121: extra spec 'hw:cpu_policy': *")]
    [InlineData("\"gpu:1\"", "\"gpus:1\"", "14:74: error SIM0108: there is no PCI alias 'gpus'; valid: gpu (did you mean 'gpu'?)")]
    [InlineData("process: poisson, rate: 1/h", "process: poison, rate: 1/h",
        "17:26: error SIM0106: 'poison' is none of poisson, regular, renewal (did you mean 'poisson'?)")]
    [InlineData("rate: 1/h", "rate: 1", "17:41: error SIM0106: '1' is not a rate; write a number and a unit of time, for example 40/h")]
    [InlineData("rate: 1/h", "interarrival: 1h", "17:49: error SIM0120: process poisson takes 'rate', not 'interarrival'")]
    [InlineData("flavor: { small: 1 }", "flavor: { smal: 1 }",
        "18:15: error SIM0108: there is no flavor 'smal'; valid: small (did you mean 'small'?)")]
    [InlineData("flavor: { small: 1 }", "flavor: { small: -1 }", "18:22: error SIM0106: -1 must be above 0")]
    [InlineData("    flavor: { small: 1 }\n", "", "16:5: error SIM0104: a workload with 'arrivals' needs the key 'flavor'")]
    [InlineData("sigma: 1.2", "mean: 2h",
        "19:15: error SIM0104: distribution lognormal needs the key 'sigma'\n"
        + "19:60: error SIM0101: distribution lognormal has no key 'mean'; it takes median, sigma")]
    [InlineData("median: 8h", "median: -8h", "19:50: error SIM0106: '-8h' is negative; a duration is 0 or more")]
    [InlineData("sigma: 1.2", "sigma: .nan", "19:61: error SIM0106: '.nan' is not a finite number")]
    [InlineData("at: 1h, name: one", "at: 1h, name: one, host: n3",
        "21:36: error SIM0108: there is no host 'n3'; valid: n1, n2 (did you mean 'n1'?)")]
    [InlineData("flavor: small }", "flavor: small }\n      - { at: 2h, name: one, flavor: small }",
        "22:25: error SIM0109: server 'one' is asked for twice")]
    [InlineData("delete: one", "delete: two", "23:23: error SIM0108: there is no server 'two'; valid: one")]
    [InlineData("delete: one", "disable: n1, enable: n1",
        "23:28: error SIM0120: an operation has only one of the keys delete, migrate, resize, *")]
    [InlineData("delete: one", "resize: one", "23:*: error SIM0104: resize needs the key 'flavor': the new flavor.")]
    [InlineData("delete: one", "confirm: one, host: n1", "23:*: error SIM0120: confirm has no key 'host'; it is for migrate, live-migrate, *")]
    [InlineData("delete: one", "migrate: one, host: n9", "23:*: error SIM0108: there is no host 'n9'*")]
    [InlineData("delete: one", "migrate: one, fail: { spwan: n1 }", "23:*: error SIM0101: a fault has no key 'spwan'; *")]
    [InlineData("delete: one", "migrate: one, fail: { spawn: n9 }", "23:*: error SIM0108: there is no host 'n9'*")]
    [InlineData("delete: one", "attach-interface: one, port: p", "23:*: error SIM0108: there is no port 'p'; *")]
    [InlineData("delete: one", "restart-host: n1, hardware: other", "23:*: error SIM0108: there is no hardware entry 'other'; *")]
    [InlineData("servers.failed == 0", "{ at: 100d, rows: servers.failed == 0 }", "25:*: error SIM0107: 'at' is after the scenario's end")]
    [InlineData("servers.failed == 0", "servers.failed",
        "25:5: error SIM0106: 'servers.failed' is not of the form SUBJECT OPERATOR VALUE, *")]
    [InlineData("ComputeFilter\n", "ComputFilter\n",
        "6:23: error SIM0108: there is no scheduler filter 'ComputFilter'; * (did you mean 'ComputeFilter'?)")]
    [InlineData("\"type-PCI\" }", "\"type-PCX\" }", "8:*: error SIM0121: PciInvalidAlias: *")]
    [InlineData("enabled_filters", "enable_filters",
        "6:5: error SIM0203: section [filter_scheduler] has no option 'enable_filters' (did you mean 'enabled_filters'?)")]
    public void A_slip_is_told(string part, string instead, string expected)
    {
        Assert.Contains(part, Valid, StringComparison.Ordinal);
        string[] told = Load(Valid.Replace(part, instead, StringComparison.Ordinal));
        string[] patterns = expected.Split('\n');
        Assert.True(patterns.Length == told.Length && patterns.Zip(told).All(pair => Fits(pair.First, pair.Second)), string.Join('\n', told));
    }

    [Fact]
    public void All_slips_are_told_at_once_in_the_order_of_the_file()
    {
        string text = Valid.Replace("duration: 1d", "duration: x", StringComparison.Ordinal)
            .Replace("vcpus: 1", "vcpus: one", StringComparison.Ordinal)
            .Replace("delete: one", "destroy: one", StringComparison.Ordinal);
        Assert.Equal(["2:11", "14:19", "23:5", "23:15"], Load(text).Select(line => line.Split(':')[1] + ":" + line.Split(':')[2]));
    }

    [Theory]
    [InlineData("trace: no.csv", "", "there is no file")]
    [InlineData("trace: t.csv", "", "the trace is empty")]
    [InlineData("trace: t.csv", "at,life\n1\n", "t.csv:2:1: error SIM0118: the row has 1 fields; the header names 2")]
    [InlineData("trace: t.csv", "when,life\n1,2\n", "there is no column", "the trace has no column 'at'; it has when, life")]
    [InlineData("trace: t.csv", "att,life\n1,2\n", "the trace has no column 'at'; it has att, life (did you mean 'att'?)")]
    [InlineData("trace: t.csv", "at,life\n1,-2\n", "t.csv:2:3: error SIM0118: '-2' in column 'life' is not a finite number of 0 or more")]
    [InlineData("trace: t.csv", "at,life\n1,2h\n",
        "t.csv:2:3: error SIM0118: '2h' in column 'life' is not a finite number of 0 or more; write numbers alone, and their unit")]
    [InlineData("trace: t.csv", "at,life,at\n1,2,3\n", "t.csv:1:1: error SIM0119: the header names column 'at' twice")]
    [InlineData("trace: t.csv", "at;life\n1;2\n", "(columns are separated by commas)")]
    [InlineData("trace: t.csv", "at,life\nNaN,2\n", "t.csv:2:1: error SIM0118: 'NaN' in column 'at' is not a finite number of 0 or more")]
    [InlineData("trace: t.csv", "at,life\n1,\"2\n", "t.csv:2:3: error SIM0118: the quote is never closed")]
    [InlineData("trace: t.csv", "at,life\n1,2\"\n", "t.csv:2:4: error SIM0118: a quote inside a field that does not start with one")]
    [InlineData("trace: t.csv", "at,life\n1e300,2\n",
        "t.csv:2:1: error SIM0118: '1e300' in column 'at' is longer than the limit of 36525 days")]
    public void A_bad_trace_is_told(string key, string csv, params string[] expected)
    {
        folder.Write("t.csv", csv);
        string[] told = Load(WithTrace(key));
        Assert.Contains(told, line => expected.Any(part => line.Contains(part, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_trace_with_thousands_of_bad_rows_gives_a_page_of_errors()
    {
        folder.Write("t.csv", "at,life\n" + string.Concat(Enumerable.Repeat("x,1\n", 5000)));
        string[] told = Load(WithTrace("trace: t.csv"));
        Assert.Equal(21, told.Length);
        Assert.Contains("more than 20 errors in this trace", told[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_archive_is_told()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes("at,life\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},5\n"))));
        }

        folder.Write("t.csv", packed.ToArray()[..^60_000]);
        string[] told = Load(WithTrace("trace: t.csv"));
        Assert.Contains(told, line => line.Contains("t.csv' is damaged or cut off", StringComparison.Ordinal));
        folder.Write("box.tar.gz", packed.ToArray()[..1000]);
        string[] hardware = Load(Valid.Replace("box: { cores_per_node: 4, memory_per_node: 8 GiB, pci: [ { id: \"10de:20b5\" } ] }",
            "box: { capture: box.tar.gz }", StringComparison.Ordinal));
        Assert.Contains("SIM0116", Assert.Single(hardware), StringComparison.Ordinal);
    }

    // A star in a pattern stands for any text.
    private static bool Fits(string pattern, string line) =>
        Regex.IsMatch(line, "^t\\.yaml:" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$");

    private static string WithTrace(string key) => Valid.Replace(
        "  - requests:\n",
        $"  - {key}\n    map: {{ at: at, lifetime: life, flavor: small }}\n  - requests:\n",
        StringComparison.Ordinal);

    private string[] Load(string text)
    {
        DiagnosticBag bag = new();
        Scenario? scenario = ScenarioLoader.Load(folder.Write("t.yaml", text), bag);
        Assert.Equal(bag.HasErrors, scenario is null);
        return [.. bag.Sorted().Where(item => item.Severity == Severity.Error).Select(item => folder.Shorten(item.ToString()))];
    }
}
