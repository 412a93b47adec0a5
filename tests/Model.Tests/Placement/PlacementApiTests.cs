using System.Text.Json.Nodes;
using Model.Placement;
using Model.Placement.Api;
using Xunit;

namespace Model.Tests.Placement;

/// <summary>The REST shape where the recorded sequences do not go: versions, routes, odd names.</summary>
public sealed class PlacementApiTests
{
    private const string Host = "22222222-0000-0000-0000-000000000001";

    private readonly PlacementStore _store = new();
    private readonly PlacementApi _api;

    public PlacementApiTests() => _api = new PlacementApi(_store);

    [Theory]
    [InlineData("1.40", 406)]
    [InlineData("2.0", 406)]
    [InlineData("nonsense", 400)]
    [InlineData("LATEST", 400)]
    [InlineData("1.1.1", 400)]
    [InlineData("1.39", 200)]
    [InlineData("latest", 200)]
    [InlineData(null, 200)]
    public void Only_known_versions_are_served(string? version, int status) =>
        Assert.Equal(status, _api.Handle("GET", "/resource_providers", version, null).Status);

    [Fact]
    public void The_version_document_names_the_range()
    {
        JsonNode version = _api.Handle("GET", "/", null, null).Body!["versions"]![0]!;
        Assert.Equal("1.0", version["min_version"]!.GetValue<string>());
        Assert.Equal("1.39", version["max_version"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/resource_providers/x/nowhere", 404)]
    [InlineData("PATCH", "/resource_providers", 405)]
    [InlineData("DELETE", "/usages", 405)]
    [InlineData("POST", "/allocation_candidates", 405)]
    public void Routes_and_methods_are_those_of_the_service(string method, string path, int status) =>
        Assert.Equal(status, _api.Handle(method, path, "1.39", null).Status);

    [Theory]
    [InlineData("GET", "/traits", "1.5", "1.6")]
    [InlineData("GET", "/resource_classes", "1.1", "1.2")]
    [InlineData("GET", "/usages?project_id=p", "1.8", "1.9")]
    [InlineData("GET", "/allocation_candidates?resources=VCPU:1", "1.9", "1.10")]
    public void A_resource_exists_from_its_version_on(string method, string path, string before, string since)
    {
        Assert.Equal(404, _api.Handle(method, path, before, null).Status);
        Assert.Equal(200, _api.Handle(method, path, since, null).Status);
    }

    [Fact]
    public void Error_codes_exist_from_version_1_23_on()
    {
        Assert.Null(_api.Handle("GET", $"/resource_providers/{Host}", "1.22", null).Code);
        Assert.Equal(PlacementErrorCode.Undefined, _api.Handle("GET", $"/resource_providers/{Host}", "1.23", null).Code);
    }

    [Fact]
    public void A_name_may_be_any_text_of_at_most_200_letters()
    {
        string longest = string.Concat(Enumerable.Repeat("\U0001F40E", 200));
        Assert.Equal(200, _api.Handle("POST", "/resource_providers", "1.39", $$"""{"name":"{{longest}}"}""").Status);
        Assert.Equal(400, _api.Handle("POST", "/resource_providers", "1.39", $$"""{"name":"{{longest}}x"}""").Status);
        Assert.Equal(longest, _store.Providers[0].Name);
    }

    [Fact]
    public void A_provider_without_uuid_gets_the_same_one_in_every_run()
    {
        const string Body = """{"name":"host"}""";
        PlacementApi other = new(new PlacementStore());
        string? location = _api.Handle("POST", "/resource_providers", "1.39", Body).Location;
        Assert.Equal(location, other.Handle("POST", "/resource_providers", "1.39", Body).Location);
    }

    [Fact]
    public void Before_version_1_29_a_candidate_takes_from_one_provider_of_a_tree()
    {
        string child = "22222222-0000-0000-0000-000000000002";
        _store.CreateProvider(Host, "host");
        _store.SetInventories(Host, [new() { ResourceClass = "VCPU", Total = 4 }, new() { ResourceClass = "DISK_GB", Total = 4 }]);
        _store.CreateProvider(child, "child", Host);
        _store.SetInventories(child, [new Inventory { ResourceClass = "DISK_GB", Total = 4 }]);
        const string Path = "/allocation_candidates?resources=VCPU:1,DISK_GB:1";
        Assert.Equal(2, _api.Handle("GET", Path, "1.29", null).Body!["allocation_requests"]!.AsArray().Count);
        JsonNode before = _api.Handle("GET", Path, "1.28", null).Body!;
        Assert.Single(before["allocation_requests"]!.AsArray());
        Assert.Single(before["provider_summaries"]!.AsObject());
        Assert.IsType<JsonArray>(_api.Handle("GET", Path, "1.11", null).Body!["allocation_requests"]![0]!["allocations"]);
    }
}
