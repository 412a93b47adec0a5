using System.Text;
using Simulator.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Commands;

/// <summary>Whatever is wrong with an input: exit code 2, a message with the place and what is expected, and nothing written.</summary>
public sealed class FaultyInputTests
{
    private const string Uplink = "networks: { left: {} }\nports: { up: { network: left } }";

    public static TheoryData<string, string, string, string> Faults() => new()
    {
        { "malformed YAML", "duration: 1h", "duration: §[1h", "not valid YAML" },
        { "tab as indentation", "hardware:\n  machine:", "hardware§:\n\tmachine:", "invalid tab as indentation" },
        { "unknown key", "seed: 1", "§sead: 1", "did you mean 'seed'?" },
        { "unknown nested key", "disk: 100 GiB", "§dick: 100 GiB", "did you mean 'disk'?" },
        { "size as a duration", "duration: 1h", "duration: §5 GiB", "'GiB' is not a unit of time" },
        { "duration as a size", "memory_per_node: 8 GiB", "memory_per_node: §8 hours", "'hours' is not a unit of size" },
        { "duration that is not a number", "duration: 1h", "duration: §NaN", "NaN" },
        { "duration with NaN", "duration: 1h", "duration: §NaN h", "NaN" },
        { "infinite duration", "duration: 1h", "duration: §.inf", ".inf" },
        { "negative duration", "duration: 1h", "duration: §-1h", "-1h" },
        { "empty duration", "duration: 1h", "duration: §0s", "0s" },
        { "endless duration", "duration: 1h", "duration: §1e300 d", "1e300" },
        { "negative lifetime", "flavor: plain }", "flavor: plain, lifetime: §-5h }", "-5h" },
        { "too many intervals", "sample-every: 10min", "sample-every: §1us", "limit of 600000 intervals" },
        { "negative time", "at: 1min", "at: §-1min", "-1min" },
        { "duplicate host", "disk: 100 GiB }", "disk: 100 GiB }\n  - { name: §compute, hardware: machine }", "compute" },
        { "unknown hardware", "hardware: machine,", "hardware: §machin,", "did you mean 'machine'?" },
        { "unknown flavor", "flavor: plain", "flavor: §plane", "did you mean 'plain'?" },
        { "unknown alias", "\"card:1\"", "§\"cart:1\"", "did you mean 'card'?" },
        { "unknown filter", "ComputeFilter,PciPassthroughFilter", "§ComputeFilter,PciPassthruFilter", "did you mean 'PciPassthroughFilter'?" },
        { "unknown option", "enabled_filters =", "§enabled_filter =", "did you mean 'enabled_filters'?" },
        { "slot out of range", "\"0000:01:00.0\"", "§\"0000:01:20.0\"", "up to ffff:ff:1f.7" },
        { "function out of range", "\"0000:01:00.0\"", "§\"0000:01:00.8\"", "up to ffff:ff:1f.7" },
        { "bus out of range", "\"0000:01:00.0\"", "§\"0000:100:00.0\"", "up to ffff:ff:1f.7" },
        { "ids out of range", "id: \"8086:154d\"", "id: §\"8086:1154d\"", "each 0–ffff" },
        { "too many hosts", "name: compute", "name: §\"c-[1-1000000]\"", "limit of 100000" },
        { "pattern without end", "name: compute", "name: §\"c-[1-\"", "gpu-[001-100]" },
        { "unknown network", "flavor: plain }", "flavor: plain, ports: { network: §lft } }\n" + Uplink, "did you mean 'left'?" },
        { "unknown plain network", "flavor: plain }", "flavor: plain, networks: §lft }\n" + Uplink, "did you mean 'left'?" },
        { "unknown port", "flavor: plain }", "flavor: plain, ports: §upp }\n" + Uplink, "did you mean 'up'?" },
        { "port asked for twice", "flavor: plain }", "flavor: plain, ports: [ up, §up ] }\n" + Uplink, "asked for twice" },
        { "port of many servers", "first, flavor: plain }", "\"f[1-2]\", flavor: plain, ports: §up }\n" + Uplink, "only one server" },
        { "unknown vNIC type", "seed: 1", "networks: { left: {} }\nports: { up: { network: left, vnic_type: §direkt } }", "did you mean 'direct'?" },
        { "old vDPA", "seed: 1", "release: 2020.2\nnetworks: { a: }\nports: { b: { network: a, vnic_type: §vdpa } }", "since release 2021.1" },
        { "port name with a slash", "seed: 1", "seed: 1\nnetworks: { left: {} }\nports: { §a/1: { network: left } }", "cannot name a port" },
        { "segments and more", "seed: 1", "seed: 1\nnetworks: { left: { segments: [ {} ], network_type: §vlan } }", "has 'network_type' in them" },
        { "unknown port of a row", "servers.failed == 0", "§port first/1 server == first", "no port 'first/1'" },
        { "missing trace", "- requests:", "- trace: §nowhere.csv\n    map: { at: a, flavor: b }\n  - requests:", "there is no file" },
        { "missing capture", "  machine:", "  other: { capture: §nowhere.tar.gz }\n  machine:", "nowhere.tar.gz" },
        { "missing configuration", "nova_conf: |", "nova_conf: §!file nowhere.conf\n  placement_conf: |", "there is no file" },
        { "unknown metric", "servers.failed == 0", "§servers.faild == 0", "did you mean 'servers.failed'?" },
        { "unknown fact", "servers.failed == 0", "§server first stat == active", "did you mean 'state'?" },
        { "unknown server", "servers.failed == 0", "§server fist state == active", "did you mean 'first'?" },
        { "unknown subject", "servers.failed == 0", "§sever first state == active", "did you mean 'server'?" },
        { "expectation without operator", "servers.failed == 0", "§servers.failed 0", "SUBJECT OPERATOR VALUE" },
        { "decimal comma", "duration: 1h", "duration: §1,5h", "decimals follow a point" },
        { "unit in the wrong case", "duration: 1h", "duration: §1H", "did you mean 'h'?" },
        { "unit in words", "duration: 1h", "duration: §2 hours", "did you mean 'h'?" },
        { "unit without its end", "memory_per_node: 8 GiB", "memory_per_node: §8 G", "did you mean 'GiB'?" },
        { "misspelt release", "seed: 1", "release: §flamingoo", "did you mean 'Flamingo'?" },
        { "no hosts", "hosts:\n  - { name: compute, hardware: machine, disk: 100 GiB }", "hosts: §[]", "one host or more" },
        { "endless name", "name: small", "name: §" + new string('x', 101), "100 at most" },
        { "flavor without memory", "plain: { vcpus: 1, ram: 1 GiB", "plain: { vcpus: 1, ram: §0", "below the minimum 1 MiB" },
        { "alias without a count", "\"card:1\"", "§\"card\"", "ALIAS:COUNT" },
        { "alias that is no JSON", "{ \"vendor_id\": \"8086\", \"product_id\"", "§{ \"vendor_id\": '8086', \"product_id\"",
            "not valid JSON near its character" },
        { "empty mix", "- requests:", "- §arrivals: { process: poisson, rate: 1/h }\n    flavor: {}\n  - requests:", "one flavor or more" },
        { "too many arrivals", "- requests:", "- §arrivals: { process: regular, rate: 9000/s }\n    flavor: plain\n  - requests:",
            "limit of 10,000,000" },
        { "median of zero", "seed: 1", "timing: { spawn: §{ distribution: lognormal, median: 0s, sigma: 1 } }", "'median' must be above 0" },
        { "bounds in the wrong order", "seed: 1", "timing: { spawn: §{ distribution: uniform, min: 2s, max: 1s } }", "'max' is below 'min'" },
        { "mode outside", "seed: 1", "timing: { spawn: §{ distribution: triangular, min: 1s, mode: 3s, max: 2s } }", "'mode' must be from" },
        { "no values", "seed: 1", "timing: { spawn: §{ distribution: empirical, values: [] } }", "one value or more" },
        { "a weight too few", "seed: 1", "timing: { spawn: §{ distribution: empirical, values: [ 1s, 2s ], weights: [ 1 ] } }", "as many weights" },
        { "state that is none", "servers.failed == 0", "§server first state == activ", "did you mean 'active'?" },
        { "number that is none", "servers.failed == 0", "§servers.failed == few", "is a number, and 'few' is none" },
        { "campaign after itself", "seed: 1", "campaigns: [ { name: a, kind: drain, after: §a } ]", "that stands before this one" },
        { "order of texts", "servers.failed == 0", "§servers.failed < few", "compares numbers" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Faults_are_told_with_their_place(string fault, string sound, string faulty, string message)
    {
        (string text, string place) = MarkedScenario.Change(sound, faulty);
        using TemporaryFolder folder = new();
        string file = folder.Write("faulty.yaml", text);
        CommandRun run = Refused(folder, file);
        string[] lines = run.Error.Split('\n');
        bool isTold = lines.Any(line => line.StartsWith($"{file}:{place}: error SIM", StringComparison.Ordinal)
            && line.Contains(message, StringComparison.Ordinal));
        Assert.True(isTold, $"{fault}: expected faulty.yaml:{place} and \"{message}\", found {folder.Shorten(run.Error)}");
        CommandRun check = CommandRun.Of("check", file);
        Assert.Equal((ExitCodes.BadInput, run.Error), (check.Code, check.Error));
    }

    [Theory]
    [InlineData("at: 1min", "at: 2h", "SIM0122: server 'first' is asked for after the scenario's end")]
    [InlineData("workload:", "operations: [ { at: 2h, disable: compute } ]\nworkload:", "SIM0122: the operation disable is due after")]
    [InlineData("workload:", "campaigns: [ { name: c, kind: drain, at: 2h } ]\nworkload:", "SIM0122: campaign 'c' starts after")]
    [InlineData("workload:", "headroom-at: [ 2h ]\nworkload:", "SIM0122: what more would fit")]
    [InlineData("device_spec = { \"vendor_id\": \"8086\" }", "device_spec = { \"vendor_id\": \"8068\" }",
        "SIM0123: this device_spec matches no PCI device")]
    public void What_can_never_matter_is_warned_of(string sound, string idle, string message)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("idle.yaml", MarkedScenario.Sound.Replace(sound, idle, StringComparison.Ordinal));
        CommandRun check = CommandRun.Of("check", file);
        Assert.Equal(ExitCodes.Ok, check.Code);
        string line = Assert.Single(check.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"warning {message}", line, StringComparison.Ordinal);
        Assert.Matches(@"^\S+idle\.yaml:[0-9]+:[0-9]+: ", line);
    }

    [Fact]
    public void What_keeps_a_service_from_starting_is_told_by_check_with_its_place()
    {
        using TemporaryFolder folder = new();
        string text = MarkedScenario.Sound.Replace(
            "    [pci]\n    device_spec", "    [DEFAULT]\n    reserved_host_memory_mb = 99999\n    [pci]\n    device_spec", StringComparison.Ordinal);
        CommandRun check = CommandRun.Of("check", folder.Write("faulty.yaml", text));
        Assert.Equal((ExitCodes.BadInput, string.Empty), (check.Code, check.Out));
        Assert.Contains("faulty.yaml:18:5: error: host compute: nova-compute refuses to start", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_host_defaults_is_told_once()
    {
        using TemporaryFolder folder = new();
        string text = MarkedScenario.Sound.Replace("name: compute", "name: \"c-[1-2]\"", StringComparison.Ordinal)
            .Replace("    [pci]\n    device_spec", "    [DEFAULT]\n    cpu_allocation_ratio = nan\n    [pci]\n    device_spec",
                StringComparison.Ordinal)
            .Replace("hosts:\n", "hosts:\n  - { name: other, hardware: machine }\n", StringComparison.Ordinal);
        CommandRun check = CommandRun.Of("check", folder.Write("faulty.yaml", text));
        Assert.Single(check.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void The_sound_scenario_runs()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("sound.yaml", MarkedScenario.Sound);
        Assert.Equal(ExitCodes.Ok, CommandRun.Of("run", file, "-o", folder.PathOf("out")).Code);
        Assert.Equal(ExitCodes.Ok, CommandRun.Of("test", file).Code);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        using TemporaryFolder folder = new();
        string text = MarkedScenario.Sound.Replace("seed: 1", "sead: 1", StringComparison.Ordinal)
            .Replace("flavor: plain", "flavor: plane", StringComparison.Ordinal)
            .Replace("duration: 1h", "duration: 1 GiB", StringComparison.Ordinal);
        CommandRun run = Refused(folder, folder.Write("faulty.yaml", text));
        Assert.Equal(3, run.Error.Split('\n').Count(line => line.Contains(": error SIM", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_missing_scenario_is_told()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("there is no file", Refused(folder, folder.PathOf("nowhere.yaml")).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.BadInput, CommandRun.Of("test", folder.PathOf("nowhere.yaml")).Code);
    }

    [Theory]
    [InlineData("scenario")]
    [InlineData("capture")]
    [InlineData("trace")]
    [InlineData("configuration")]
    public void Ten_megabytes_of_junk_are_refused(string use)
    {
        using TemporaryFolder folder = new();
        byte[] junk = new byte[10 << 20];
        uint state = 1;
        for (int i = 0; i < junk.Length; i++)
        {
            state = unchecked((state * 1_664_525) + 1_013_904_223);
            junk[i] = (byte)(state >> 24);
        }

        string file = folder.Write("junk.bin", junk);
        string scenario = use switch
        {
            "capture" => Change(folder, "  machine:", "  other: { capture: §junk.bin }\n  machine:"),
            "trace" => Change(folder, "- requests:", "- trace: §junk.bin\n    map: { at: a, flavor: b }\n  - requests:"),
            "configuration" => Change(folder, "nova_conf: |", "nova_conf: §!file junk.bin\n  placement_conf: |"),
            _ => file,
        };
        CommandRun run = Refused(folder, scenario);
        Assert.Contains("junk.bin", run.Error, StringComparison.Ordinal);
        Assert.True(run.Error.Length < 2_000, "a short message");
    }

    [Fact]
    public void Ten_megabytes_of_text_that_is_no_scenario_are_refused()
    {
        using TemporaryFolder folder = new();
        string text = new StringBuilder().Insert(0, "all work and no play\n", 500_000).ToString();
        CommandRun run = Refused(folder, folder.Write("faulty.yaml", text));
        Assert.Contains("faulty.yaml:1:1: error", run.Error, StringComparison.Ordinal);
        Assert.True(run.Error.Length < 2_000, "a short message");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void A_truncated_archive_is_refused_where_it_is_named(double share)
    {
        using TemporaryFolder folder = new();
        byte[] whole = File.ReadAllBytes(Topologies.Captures.PathOf("r3"));
        folder.Write("cut.tar.xz", whole[..(int)(whole.Length * share)]);
        (string text, string place) = MarkedScenario.Change("  machine:", "  other: { capture: §cut.tar.xz }\n  machine:");
        string file = folder.Write("faulty.yaml", text);
        CommandRun run = Refused(folder, file);
        Assert.StartsWith($"{file}:{place}: error SIM", run.Error, StringComparison.Ordinal);
        Assert.Contains("damaged or cut off", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_folder_below_a_file_is_refused_before_the_run()
    {
        using TemporaryFolder folder = new();
        string scenario = folder.Write("sound.yaml", MarkedScenario.Sound);
        string file = folder.Write("file", "not a folder");
        CommandRun run = CommandRun.Of("run", scenario, "-o", Path.Combine(file, "out"));
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("cannot write to the result folder", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
        Assert.Equal("not a folder", File.ReadAllText(file));
        CommandRun test = CommandRun.Of("test", scenario, "--junit", Path.Combine(file, "out.xml"));
        Assert.Equal(ExitCodes.BadInput, test.Code);
        Assert.Contains("cannot write", test.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_of_VFs_that_share_a_provider_stop_the_compute_service()
    {
        using TemporaryFolder folder = new();
        string text = File.ReadAllText(Path.Combine(Repository.Root, "scenarios", "guide", "vf-kinds.yaml"));
        string changed = text.Replace("{ \"bus\": \"26\", \"slot\": \"00\", \"function\": \"[4-5]\" }", "\"0000:25:00.5\"", StringComparison.Ordinal)
            .Replace("count: 1, total: 16", "count: 2, total: 16", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        CommandRun run = Refused(folder, folder.Write("faulty.yaml", changed));
        Assert.Contains("host compute: nova-compute refuses to start", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compute_0000:01:00.1", "there is no resource provider")]
    [InlineData("computer", "did you mean 'compute'?")]
    [InlineData("nowhere", "there is no resource provider 'nowhere'")]
    public void Unknown_resource_providers_are_refused_before_the_run(string provider, string message)
    {
        using TemporaryFolder folder = new();
        string operations = $"operations:\n  - {{ at: 5min, reserve: \"{provider}\", amount: 0 }}\nflavors:";
        string file = folder.Write("faulty.yaml", MarkedScenario.Sound.Replace("flavors:", operations, StringComparison.Ordinal));
        CommandRun run = Refused(folder, file);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Contains("faulty.yaml:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_would_outlive_the_calendar_lives_on()
    {
        using TemporaryFolder folder = new();
        string arrivals = """
            workload:
              - name: web
                arrivals: { process: poisson, rate: 60/h }
                flavor: plain
                lifetime: { distribution: lognormal, median: 1h, sigma: 1000 }
            """;
        string file = folder.Write("wide.yaml", MarkedScenario.Sound.Replace("workload:", arrivals, StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Ok, CommandRun.Of("run", file, "-o", folder.PathOf("out")).Code);
    }

    [Theory]
    [InlineData("duration=5 GiB", "duration")]
    [InlineData("duration", "duration")]
    [InlineData("durations=5h", "duration")]
    [InlineData("hosts.7.name=x", "hosts")]
    public void Bad_overrides_are_refused(string change, string message)
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("sound.yaml", MarkedScenario.Sound);
        CommandRun run = Refused(folder, file, "--set", change);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rum", "x.yaml")]
    [InlineData("run")]
    [InlineData("run", "x.yaml", "--sed", "5")]
    [InlineData("run", "x.yaml", "--seed", "five")]
    [InlineData("run", "x.yaml", "--explain", "some")]
    [InlineData("test")]
    [InlineData("compare", "x.yaml")]
    public void Bad_usage_is_refused(params string[] arguments)
    {
        CommandRun run = CommandRun.Of(arguments);
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.NotEmpty(run.Error);
    }

    private static string Change(TemporaryFolder folder, string sound, string faulty) =>
        folder.Write("faulty.yaml", MarkedScenario.Change(sound, faulty).Text);

    private static CommandRun Refused(TemporaryFolder folder, string file, params string[] more)
    {
        string output = folder.PathOf("out");
        CommandRun run = CommandRun.Of(["run", file, "-o", output, .. more]);
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Empty(run.Out);
        Assert.False(Directory.Exists(output), "nothing is written");
        return run;
    }
}
