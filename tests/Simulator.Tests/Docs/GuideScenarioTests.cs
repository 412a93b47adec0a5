using Model.Diagnostics;
using Model.Networking;
using Model.Pci;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Docs;

/// <summary>
/// Goal: the guide's scenarios show every tag of device_spec, every NUMA policy and every kind of port. Method: all of them are loaded and
/// what they use is collected; that their expectations hold is the business of TestCommandTests.
/// </summary>
public sealed class GuideScenarioTests
{
    private static readonly IReadOnlyList<Scenario> Guide = [.. Load()];

    [Theory]
    [InlineData(PciTags.PhysicalNetwork)]
    [InlineData(PciTags.RemoteManaged)]
    [InlineData(PciTags.Trusted)]
    [InlineData(PciTags.Managed)]
    [InlineData(PciTags.LiveMigratable)]
    [InlineData(PciTags.OneTimeUse)]
    [InlineData(PciTags.ResourceClass)]
    [InlineData(PciTags.Traits)]
    public void Every_tag_of_device_spec_has_a_scenario(string tag) => Assert.Contains(
        Guide.SelectMany(scenario => scenario.Hosts).SelectMany(host => host.Options.Pci.DeviceSpec),
        spec => spec.Text.Contains($"\"{tag}\"", StringComparison.Ordinal));

    [Fact]
    public void Every_scenario_has_expectations() => Assert.All(Guide, scenario => Assert.NotEmpty(scenario.Expect));

    [Theory]
    [InlineData(VnicTypes.Direct)]
    [InlineData(VnicTypes.DirectPhysical)]
    [InlineData(VnicTypes.Macvtap)]
    [InlineData(VnicTypes.RemoteManaged)]
    [InlineData(VnicTypes.Vdpa)]
    public void Every_kind_of_port_with_a_device_has_a_scenario(string type) => Assert.Contains(
        Guide, scenario => scenario.Requests.Any(request => request.Networks.Ports.Any(port => port.VnicType == type)));

    [Fact]
    public void Every_numa_policy_has_a_scenario()
    {
        string[] specs = [.. Guide.SelectMany(scenario => scenario.Controller.Pci.Alias).Select(alias => alias.Text)];
        string[] flavors =
        [
            .. Guide.SelectMany(scenario => scenario.Flavors).SelectMany(flavor => flavor.ExtraSpecs)
                .Where(spec => spec.Key == "hw:pci_numa_affinity_policy").Select(spec => spec.Value),
        ];
        Assert.All(Enum.GetValues<PciNumaPolicy>().Select(policy => policy.ToName()), policy => Assert.True(
            flavors.Contains(policy) || specs.Any(spec => spec.Contains($"\"numa_policy\": \"{policy}\"", StringComparison.Ordinal)), policy));
    }

    private static IEnumerable<Scenario> Load()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "scenarios", "guide"), "*.yaml").Order(StringComparer.Ordinal))
        {
            DiagnosticBag problems = new();
            yield return ScenarioLoader.Load(file, problems) ?? throw new InvalidOperationException(file);
        }
    }
}
