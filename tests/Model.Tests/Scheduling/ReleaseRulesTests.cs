using Model.Compute;
using Model.Configuration;
using Model.Pci;
using Model.Scheduling;
using Model.Scheduling.Filters;
using Model.Scheduling.PreFilters;
using Xunit;

namespace Model.Tests.Scheduling;

/// <summary>Goal: rules of releases other than the recorded one.</summary>
public sealed class ReleaseRulesTests
{
    private static readonly ComputeNodeRecord Node = new() { Host = "h", Node = "h", Uuid = "rp" };

    [Theory]
    [InlineData("z1", "z1", true)]
    [InlineData("z1, z2", "z2", true)]
    [InlineData("z1", "nova", false)]
    [InlineData(null, "nova", true)]
    [InlineData(null, "z1", false)]
    [InlineData("z1", "", true)]
    public void A_zone_comes_from_aggregates_or_is_the_default(string? zone, string wanted, bool passes)
    {
        HostState host = new(Node, ServiceState.Running)
        {
            Aggregates = zone is null ? [] : [new HostAggregate("a", [KeyValuePair.Create("availability_zone", zone)])],
        };
        RequestSpec request = new() { Flavor = SmallCloud.Wish().Flavor, AvailabilityZone = wanted };

        Assert.Equal(passes, new AvailabilityZoneFilter(new NovaOptions()).Check(host, request).Passes);
    }

    [Fact]
    public void Before_27_the_PCI_filter_does_not_look_at_candidates()
    {
        NovaOptions options = new() { Release = NovaRelease.FromMajor(26) };
        PciPoolRecord pool = new()
        {
            VendorId = "10de",
            ProductId = "20b5",
            Count = 1,
            Tags = [KeyValuePair.Create<string, string?>("dev_type", "type-PCI")],
        };
        HostState host = new(Node with { PciStats = PciStats.FromPools([pool], null) }, ServiceState.Running);
        PciRequest wish = new()
        {
            RequestId = "r",
            Count = 1,
            AliasName = "gpu",
            Spec = [new Dictionary<string, string?> { ["vendor_id"] = "10de", ["product_id"] = "20b5" }],
        };
        RequestSpec one = new() { Flavor = SmallCloud.Wish().Flavor, PciRequests = [wish] };
        RequestSpec two = new() { Flavor = SmallCloud.Wish().Flavor, PciRequests = [wish with { Count = 2 }] };

        Assert.True(new PciPassthroughFilter(options).Check(host, one).Passes);
        Assert.False(new PciPassthroughFilter(options).Check(host, two).Passes);
        Assert.False(new PciPassthroughFilter(new NovaOptions()).Check(host, one).Passes);
    }

    [Theory]
    [InlineData(null, "COMPUTE_SECURITY_TPM_SECRET_SECURITY_USER")]
    [InlineData("host", "COMPUTE_SECURITY_TPM_SECRET_SECURITY_HOST")]
    [InlineData("deployment", "COMPUTE_SECURITY_TPM_SECRET_SECURITY_DEPLOYMENT")]
    public void A_virtual_TPM_asks_for_the_place_of_its_secret(string? security, string trait)
    {
        List<KeyValuePair<string, string>> specs = [KeyValuePair.Create("hw:tpm_version", "2.0")];
        if (security is not null)
        {
            specs.Add(KeyValuePair.Create("hw:tpm_secret_security", security));
        }

        RequestSpec request = new() { Flavor = SmallCloud.Wish().Flavor with { ExtraSpecs = specs } };

        Assert.True(new TpmSecretSecurity().Apply(request, Context()));
        Assert.Equal([trait], request.RootRequired);
    }

    [Fact]
    public void A_guest_without_TPM_asks_for_no_place() =>
        Assert.False(new TpmSecretSecurity().Apply(SmallCloud.Wish(), Context()));

    [Fact]
    public void Ownership_is_asked_for_once_all_computes_mark_it()
    {
        PciRequest wish = new()
        {
            RequestId = "r",
            Count = 1,
            AliasName = "gpu",
            Spec = [new Dictionary<string, string?> { ["resource_class"] = "CUSTOM_GPU" }],
        };
        RequestSpec request = new() { Flavor = SmallCloud.Wish().Flavor, PciRequests = [wish] };
        ResourceQueryBuilder.AddPciGroups(request);

        Assert.False(new OwnerNova().Apply(request, Context() with { MinimumComputeVersion = 72 }));
        Assert.Empty(request.RootRequired);
        Assert.True(new OwnerNova().Apply(request, Context() with { MinimumComputeVersion = 73 }));
        Assert.Equal(["OWNER_NOVA"], request.RootRequired);
        Assert.Equal(["OWNER_NOVA"], request.RequestedResources![0].RequiredTraits);
    }

    [Fact]
    public void A_port_request_makes_no_group_and_several_alternatives_are_refused()
    {
        PciRequest port = new() { RequestId = "p", Count = 1, Spec = [new Dictionary<string, string?>()] };
        RequestSpec request = new() { Flavor = SmallCloud.Wish().Flavor, PciRequests = [port] };
        ResourceQueryBuilder.AddPciGroups(request);
        Assert.Empty(request.RequestedResources!);

        PciRequest two = port with { AliasName = "a", Spec = [new Dictionary<string, string?>(), new Dictionary<string, string?>()] };
        RequestSpec refused = new() { Flavor = SmallCloud.Wish().Flavor, PciRequests = [two] };
        Assert.Equal("ValueError", Assert.Throws<NovaException>(() => ResourceQueryBuilder.AddPciGroups(refused)).Name);
    }

    private static PreFilterContext Context() => new() { Options = new NovaOptions() };
}
