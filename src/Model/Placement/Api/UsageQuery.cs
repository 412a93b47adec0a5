using System.Text.Json.Nodes;

namespace Model.Placement.Api;

/// <summary>What the consumers of a project hold in all (GET usages).</summary>
internal static class UsageQuery
{
    private const string All = "all";

    public static JsonObject Find(PlacementStore store, QueryString query, Microversion version)
    {
        bool byType = version.IsAtLeast(38);
        query.Allow(key => key is "project_id" or "user_id" || (byType && key == "consumer_type"));
        string project = query.Last("project_id") ?? throw PlacementFault.BadRequest("'project_id' is a required property");
        string? user = query.Last("user_id");
        string? type = query.Last("consumer_type");
        CheckLength(project);
        CheckLength(user);
        CheckLength(type);
        if (type is not null && !PlacementStore.IsName(type) && !type.StartsWith(All, StringComparison.Ordinal)
            && type != PlacementStore.UnknownConsumerType)
        {
            throw PlacementFault.BadRequest($"Invalid query string parameters: consumer_type {type}");
        }

        List<ConsumerRecord> consumers =
        [
            .. store.Consumers.Where(consumer => consumer.ProjectId == project
                && (user is null || consumer.UserId == user)
                && (type is null or All || consumer.ConsumerType == type)),
        ];
        if (!byType)
        {
            return Sum(consumers);
        }

        JsonObject answer = [];
        foreach (IGrouping<string, ConsumerRecord> group in consumers.GroupBy(consumer => type == All ? All : consumer.ConsumerType))
        {
            JsonObject sums = Sum(group);
            sums["consumer_count"] = group.Count();
            answer[group.Key] = sums;
        }

        return answer;
    }

    private static JsonObject Sum(IEnumerable<ConsumerRecord> consumers)
    {
        JsonObject sums = [];
        foreach (ProviderAllocation held in consumers.SelectMany(consumer => consumer.Allocations))
        {
            long before = sums[held.ResourceClass]?.GetValue<long>() ?? 0;
            sums[held.ResourceClass] = before + held.Amount;
        }

        return sums;
    }

    private static void CheckLength(string? text)
    {
        if (text is { Length: 0 or > 255 })
        {
            throw PlacementFault.BadRequest("Invalid query string parameters: a value is empty or too long");
        }
    }
}
