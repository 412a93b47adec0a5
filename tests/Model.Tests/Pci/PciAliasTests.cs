using Model.Compute;
using Model.Configuration;
using Model.Pci;
using Xunit;

namespace Model.Tests.Pci;

/// <summary>Goal: aliases and flavors become the requests that Nova would make, in each release. Method: hand-made cases.</summary>
public sealed class PciAliasTests
{
    private const string Qat = """{"name": "qat", "vendor_id": "8086", "product_id": "0443", "device_type": "type-VF"}""";
    private const string Typeless = """{"name": "qat", "vendor_id": "8086", "product_id": "0444"}""";

    [Fact]
    public void Counts_may_be_zero_negative_and_oddly_written()
    {
        IReadOnlyList<PciRequest> requests = Requests(" qat : +1_0 ,qat:0,qat:-1");
        Assert.Equal([10, 0, -1], requests.Select(request => request.Count));
        Assert.Equal(["request0", "request1", "request2"], requests.Select(request => request.RequestId));
    }

    [Theory]
    [InlineData("qat", "ValueError")]
    [InlineData("qat:1,", "ValueError")]
    [InlineData("qat:1.0", "ValueError")]
    [InlineData("gpu:x", "PciRequestAliasNotDefined")]
    public void Bad_extra_specs_are_refused(string wanted, string exception) =>
        Assert.Equal(exception, Assert.Throws<NovaException>(() => Requests(wanted)).Name);

    [Fact]
    public void Entries_of_one_name_are_alternatives_and_need_a_device_type()
    {
        PciAliasTable table = PciAliasTable.Parse([Qat, Qat.Replace("0443", "0444", StringComparison.Ordinal)], false);
        Assert.Equal(2, Assert.Single(table.Aliases).Specs.Count);
        Assert.Equal("PciInvalidAlias", Refusal([Typeless, Typeless], false));
        Assert.Equal("PciInvalidAlias", Refusal([Qat, Qat], true));
    }

    [Theory]
    [InlineData(26, "resource_class", "x", false)]
    [InlineData(27, "resource_class", "x", true)]
    [InlineData(30, "live_migratable", "yes", false)]
    [InlineData(31, "live_migratable", "yes", true)]
    [InlineData(22, "numa_policy", "socket", false)]
    [InlineData(23, "numa_policy", "socket", true)]
    public void Fields_are_known_from_their_release_on(int major, string key, string value, bool known)
    {
        string entry = Qat[..^1] + $", \"{key}\": \"{value}\"}}";
        PciRules rules = Rules(major);
        Assert.Equal(known, Record.Exception(() => PciAliasTable.Parse([entry], false, rules)) is null);
    }

    [Fact]
    public void Ids_are_mandatory_since_32()
    {
        const string entry = """{"name": "qat", "vendor_id": "8086"}""";
        Assert.Single(PciAliasTable.Parse([entry], false, Rules(31)).Aliases);
        Assert.Equal("PciInvalidAlias", Refusal([entry], false));
    }

    [Fact]
    public void A_placement_group_is_made_for_each_device_and_none_for_ports()
    {
        PciRequest flavor = Requests("qat:2")[0];
        IReadOnlyList<PciRequestGroup> groups = PciRequestGroup.Of([flavor with { AliasName = null }, flavor]);
        Assert.Equal(["request0-0", "request0-1"], groups.Select(group => group.RequesterId));
        Assert.All(groups, group => Assert.Equal((1, "CUSTOM_PCI_8086_0443"), (group.RequestIndex, group.ResourceClass)));
    }

    [Fact]
    public void The_flavors_policy_goes_before_the_aliass_and_may_not_differ_from_the_images()
    {
        Flavor flavor = Flavor(("hw:pci_numa_affinity_policy", "required"), ("pci_passthrough:alias", "qat:1"));
        Image plain = new() { Name = "image" };
        Image other = new() { Name = "image", Properties = [new("hw_pci_numa_affinity_policy", "socket")] };
        PciAliasTable table = PciAliasTable.Parse([Qat], false);
        Assert.Equal(PciNumaPolicy.Required, PciRequestFactory.FromFlavor(flavor, plain, table, Id)[0].NumaPolicy);
        Assert.Equal(PciNumaPolicy.Legacy, PciRequestFactory.FromFlavor(flavor, plain, table, Id, Rules(20))[0].NumaPolicy);
        NovaException refusal = Assert.Throws<NovaException>(() => PciRequestFactory.AffinityPolicy(flavor, other));
        Assert.Equal("ImagePCINUMAPolicyForbidden", refusal.Name);
    }

    [Fact]
    public void Changing_the_alternatives_of_a_request_changes_what_it_matches()
    {
        PciStats stats = PciStats.FromPools([new PciPoolRecord { VendorId = "8086", ProductId = "0443", Count = 1 }], null);
        PciRequest request = new()
        {
            RequestId = "a",
            Count = 1,
            AliasName = "a",
            Spec = [new Dictionary<string, string?> { ["product_id"] = "0443" }],
        };
        Assert.True(stats.Supports([request], (PciProviderMapping?)null, null));
        PciRequest changed = request with { Spec = [new Dictionary<string, string?> { ["product_id"] = "0444" }] };
        Assert.False(stats.Supports([changed], (PciProviderMapping?)null, null));
    }

    private static string Id(int number) => $"request{number}";

    private static PciRules Rules(int major) => PciRules.Of(ReleaseFeatures.Of(NovaRelease.All.Single(release => release.Major == major)));

    private static string Refusal(string[] entries, bool pciInPlacement) =>
        Assert.Throws<NovaException>(() => PciAliasTable.Parse(entries, pciInPlacement)).Name;

    private static IReadOnlyList<PciRequest> Requests(string wanted) =>
        PciRequestFactory.FromFlavor(Flavor(("pci_passthrough:alias", wanted)), null, PciAliasTable.Parse([Qat], false), Id);

    private static Flavor Flavor(params (string Key, string Value)[] extraSpecs) => new()
    {
        Name = "flavor",
        Vcpus = 1,
        MemoryMb = 512,
        ExtraSpecs = [.. extraSpecs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))],
    };
}
