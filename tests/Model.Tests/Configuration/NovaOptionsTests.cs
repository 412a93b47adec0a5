using Model.Configuration;
using Model.Diagnostics;
using Xunit;

namespace Model.Tests.Configuration;

public sealed class NovaOptionsTests
{
    private readonly DiagnosticBag bag = new();

    [Fact]
    public void Without_a_file_every_option_has_its_default()
    {
        NovaOptions loaded = NovaOptions.Load([], NovaRelease.Default, bag);
        Assert.Empty(bag.Items);
        Assert.Equal(Describe(new NovaOptions()), Describe(loaded));
    }

    [Fact]
    public void Values_of_every_type_are_read()
    {
        NovaOptions options = Load("""
            [DEFAULT]
            reserved_host_memory_mb = 1_024
            cpu_allocation_ratio = 2.5
            reserved_huge_pages = node:0,size:2048,count:64
            reserved_huge_pages = node:1,size:1GB,count:2
            [compute]
            cpu_dedicated_set = 4-7,^5, 9
            [filter_scheduler]
            enabled_filters = A, B,
              C,
            available_filters = x.Y
            available_filters = x.Z
            shuffle_best_same_weighed_hosts = ON
            image_props_weight_setting = os_distro=2,bad,hw_x=-1.5
            [libvirt]
            hw_machine_type = x86_64=q35,aarch64=virt
            """);
        Assert.Equal(1024, options.Compute.ReservedHostMemoryMb);
        Assert.Equal(2.5, options.Compute.CpuAllocationRatio);
        Assert.Equal([new(0, 2048, 64), new ReservedHugePages(1, 1 << 20, 2)], options.Compute.ReservedHugePages);
        Assert.Equal([4, 6, 7, 9], options.Compute.CpuDedicatedSet!);
        Assert.Equal(["A", "B", "C"], options.FilterScheduler.EnabledFilters);
        Assert.Equal(["x.Y", "x.Z"], options.FilterScheduler.AvailableFilters);
        Assert.True(options.FilterScheduler.ShuffleBestSameWeighedHosts);
        Assert.Equal([new("os_distro", 2), new KeyValuePair<string, double>("hw_x", -1.5)], options.FilterScheduler.ImagePropsWeightSetting);
        Assert.Equal([new("x86_64", "q35"), new KeyValuePair<string, string>("aarch64", "virt")], options.Libvirt.HardwareMachineTypes);
        AssertTold("nova.conf:14:30: warning SIM0211: [filter_scheduler]image_props_weight_setting: 'bad' is not of the form name=number; "
            + "Nova ignores it");
    }

    [Fact]
    public void Deprecated_names_come_before_the_current_one_and_later_files_after_earlier_ones()
    {
        SourceText first = new("a.conf", "[pci]\ndevice_spec = A\npassthrough_whitelist = B\ndevice_spec = A2\n");
        SourceText second = new("b.conf", "[DEFAULT]\npci_passthrough_whitelist = C\npci_alias=D\n[scheduler]\nmax_attempts=2\nmax_attempts=5");
        NovaOptions options = NovaOptions.Load([first, second], NovaRelease.Default, bag);
        Assert.Equal(["B", "A", "A2", "C"], options.Pci.DeviceSpec.Select(spec => spec.Text));
        Assert.Equal("D", options.Pci.Alias[0].Text);
        Assert.Equal("a.conf:3:25", options.Pci.DeviceSpec[0].Position.ToString());
        Assert.Equal(5, options.Scheduler.MaxAttempts);
        AssertTold(
            "a.conf:3:1: warning SIM0207: [pci]passthrough_whitelist is a deprecated name; use [pci]device_spec",
            "b.conf:2:1: warning SIM0207: [DEFAULT]pci_passthrough_whitelist is a deprecated name; use [pci]device_spec",
            "b.conf:3:1: warning SIM0207: [DEFAULT]pci_alias is a deprecated name; use [pci]alias");
    }

    [Fact]
    public void Problems_are_all_told_with_place_and_nearest_name()
    {
        Load("""
            [filter_scheduler]
            enabled_filter = ComputeFilter
            host_subset_size = 0
            pci_weight_multiplier = nan
            max_attempts = 4
            [schedule]
            max_attempts = 3
            [compute]
            cpu_shared_set = 1-0
            packing_host_numa_cells_allocation_strategy = maybe
            [libvirt]
            live_migration_timeout_action = abbort
            live_migration_downtime = 1.5
            """);
        AssertTold(
            "nova.conf:2:1: error SIM0203: section [filter_scheduler] has no option 'enabled_filter' (did you mean 'enabled_filters'?)",
            "nova.conf:3:20: error SIM0205: [filter_scheduler]host_subset_size: 0 is below the minimum 1",
            "nova.conf:4:25: error SIM0204: [filter_scheduler]pci_weight_multiplier: 'nan' is not a finite number",
            "nova.conf:5:1: error SIM0203: section [filter_scheduler] has no option 'max_attempts' (did you mean '[scheduler]max_attempts'?)",
            "nova.conf:6:1: error SIM0202: nova.conf has no section [schedule] (did you mean 'scheduler'?)",
            "nova.conf:9:18: error SIM0204: [compute]cpu_shared_set: '1-0' is not a CPU number or range",
            "nova.conf:10:47: error SIM0204: [compute]packing_host_numa_cells_allocation_strategy: 'maybe' is not a truth value; "
                + "write true or false",
            "nova.conf:12:33: error SIM0205: [libvirt]live_migration_timeout_action: 'abbort' is none of abort, force_complete "
                + "(did you mean 'abort'?)",
            "nova.conf:13:27: error SIM0204: [libvirt]live_migration_downtime: '1.5' is not a whole number");
    }

    [Fact]
    public void Options_without_effect_give_one_warning_each()
    {
        Load("[DEFAULT]\ndebug = true\ndebug = false\nrescue_timeout=1\nrescue_timeout=2\n[oslo_concurrency]\nlock_path=/x\n");
        AssertTold(
            "nova.conf:2:1: warning SIM0209: [DEFAULT]debug belongs to a library that Nova uses and has no effect in the model",
            "nova.conf:4:1: warning SIM0208: [DEFAULT]rescue_timeout is known to Nova but has no effect in the model",
            "nova.conf:7:1: warning SIM0209: [oslo_concurrency]lock_path belongs to a library that Nova uses and has no effect in the model");
    }

    [Fact]
    public void References_are_replaced_and_dollar_signs_can_be_escaped()
    {
        NovaOptions options = Load("""
            [DEFAULT]
            my_ip = 192.0.2.9
            default_schedule_zone = $my_ip|${my_ip}|$$x|\$x|$1|$|${filter_scheduler.host_subset_size}|${scheduler.image_metadata_prefilter}
            default_availability_zone = ${filter_scheduler.isolated_hosts} $default_schedule_zone.
            [filter_scheduler]
            isolated_hosts = a,b
            """);
        Assert.Equal("192.0.2.9|192.0.2.9|$x|$x|$1|$|1|False", options.Compute.DefaultScheduleZone);
        Assert.Equal("['a', 'b'] $default_schedule_zone.", options.Compute.DefaultAvailabilityZone);
        Assert.Single(bag.Items, item => item.Code == ConfigurationCodes.Interpolation);
    }

    [Fact]
    public void A_reference_to_nothing_or_to_itself_is_an_error()
    {
        Load("[DEFAULT]\ndefault_availability_zone = $default_availabilty_zone\ndefault_schedule_zone = ${default_schedule_zone}\n");
        Assert.Equal(["SIM0206", "SIM0206"], bag.Items.Select(item => item.Code));
        Assert.Equal("default_availability_zone", bag.Items[0].Suggestion);
        Assert.Contains("refers to itself", bag.Items[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_number_is_none_where_that_is_the_default_and_an_error_elsewhere()
    {
        NovaOptions options = Load("[scheduler]\nworkers =\nmax_attempts = ${default_schedule_zone}\n");
        Assert.Null(options.Scheduler.Workers);
        Assert.Equal(3, options.Scheduler.MaxAttempts);
        AssertTold("nova.conf:3:16: error SIM0204: [scheduler]max_attempts: the value is empty; Nova needs a number");
    }

    [Fact]
    public void A_reference_may_use_a_deprecated_name()
    {
        NovaOptions options = Load("[DEFAULT]\npci_alias = x\ndefault_schedule_zone = $pci_alias\n");
        Assert.Equal("['x']", options.Compute.DefaultScheduleZone);
    }

    [Fact]
    public void Names_and_defaults_follow_the_release()
    {
        NovaOptions yoga = Load("[pci]\npassthrough_whitelist = A\nreport_in_placement = true\n", NovaRelease.FromMajor(25));
        Assert.Equal("A", yoga.Pci.DeviceSpec[0].Text);
        Assert.True(yoga.Compute.PackingHostNumaCellsAllocationStrategy);
        Assert.Equal(16.0, yoga.Compute.InitialCpuAllocationRatio);
        NovaOptions wallaby = Load("[pci]\ndevice_spec = A\n", NovaRelease.FromMajor(23));
        Assert.Equal("AvailabilityZoneFilter", wallaby.FilterScheduler.EnabledFilters[0]);
        Load("[scheduler]\nquery_placement_for_availability_zone = true\n", NovaRelease.FromMajor(28));
        AssertTold(
            "nova.conf:3:1: error SIM0210: [pci]report_in_placement does not exist in 2022.1 (Yoga, 25): it came with 2022.2 (Zed, 26)",
            "nova.conf:2:1: error SIM0210: [pci]device_spec does not exist in 2021.1 (Wallaby, 23): it came with 2022.2 (Zed, 26) "
                + "(did you mean 'passthrough_whitelist'?)",
            "nova.conf:2:1: error SIM0210: [scheduler]query_placement_for_availability_zone does not exist in 2023.2 (Bobcat, 28): "
                + "it went after 2023.1 (Antelope, 27)");
    }

    [Fact]
    public void Options_of_placement_are_accepted_too()
    {
        NovaOptions options = Load("""
            [placement]
            max_allocation_candidates = 100
            allocation_candidates_generation_strategy = breadth-first
            [workarounds]
            optimize_for_wide_provider_trees = true
            """);
        Assert.Equal((100, "breadth-first"), (options.Placement.MaxAllocationCandidates, options.Placement.AllocationCandidatesGenerationStrategy));
        Assert.True(options.Placement.OptimizeForWideProviderTrees);
        AssertTold();
    }

    [Fact]
    public void Networks_have_sections_of_their_own_for_their_numa_nodes()
    {
        NovaOptions options = Load("""
            [neutron]
            physnets = Left, right
            [neutron_physnet_left]
            numa_nodes = 0,1
            [neutron_physnet_right]
            numa_node = 1
            [neutron_physnet_unlisted]
            numa_nodes = 7
            [neutron_tunnel]
            numa_nodes = 1,x
            """);
        Assert.Equal(
            ["Left: 0 1", "right: "], options.Networks.Affinity.Physnets.Select(entry => $"{entry.Physnet}: {string.Join(' ', entry.Nodes)}"));
        Assert.Equal(1, Assert.Single(options.Networks.Affinity.TunnelNodes));
        AssertTold(
            "nova.conf:6:1: error SIM0203: section [neutron_physnet_right] has no option 'numa_node' (did you mean 'numa_nodes'?)",
            "nova.conf:10:14: error SIM0204: [neutron_tunnel]numa_nodes: 'x' is not a whole number");
    }

    [Fact]
    public void Every_modelled_option_is_read_into_a_property()
    {
        // Goal: no line of modelled-options.csv is forgotten. Method: a bad value of each option must be noticed.
        foreach (OptionDefinition option in OptionCatalogue.Nova.Options.Where(option => option.IsModelled && IsChecked(option)))
        {
            DiagnosticBag found = new();
            SourceText source = new("f", $"[{option.Group}]\n{option.Name} = ?!");
            NovaOptions.Load(source, NovaRelease.FromMajor(Math.Min(option.UntilMajor, NovaRelease.NewestMajor)), found);
            Assert.True(found.HasErrors, option.FullName);
        }
    }

    private static bool IsChecked(OptionDefinition option) =>
        option.Type is not (OptionType.Text or OptionType.List) || option.Choices.Count > 0;

    private NovaOptions Load(string text, NovaRelease? release = null) =>
        NovaOptions.Load(new SourceText("nova.conf", text), release ?? NovaRelease.Default, bag);

    private void AssertTold(params string[] lines) => Assert.Equal(lines, bag.Items.OrderBy(Order).Select(item => item.ToString()));

    // Sorted by line where one file was read; in order of discovery where several releases were tried.
    private int Order(Diagnostic item) => bag.Items.Any(other => other.Code == "SIM0210") ? 0 : (item.Position.File[0] * 1000) + item.Position.Line;

    private static List<string> Describe(NovaOptions options)
    {
        List<string> lines = [];
        foreach (System.Reflection.PropertyInfo part in typeof(NovaOptions).GetProperties())
        {
            object value = part.GetValue(options)!;
            foreach (System.Reflection.PropertyInfo property in part.PropertyType.GetProperties().Where(p => p.GetIndexParameters().Length == 0))
            {
                object? content = property.GetMethod!.IsStatic ? null : property.GetValue(value);
                string text = content is System.Collections.IEnumerable items and not string
                    ? string.Join(';', items.Cast<object>())
                    : Convert.ToString(content, System.Globalization.CultureInfo.InvariantCulture) ?? "null";
                lines.Add($"{part.Name}.{property.Name}={text}");
            }
        }

        return lines;
    }
}
