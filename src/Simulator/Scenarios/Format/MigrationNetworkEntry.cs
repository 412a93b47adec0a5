using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Traces;

namespace Simulator.Scenarios.Format;

/// <summary>The section <c>migration-network:</c> as read; the names of flavors are not checked yet.</summary>
internal sealed record MigrationNetworkEntry(
    MigrationNetworkDefinition Network, IReadOnlyList<KeyValuePair<Placed<string>, GuestActivity>> Flavors)
{
    /// <summary>The network with the flavors that exist; others are reported.</summary>
    public MigrationNetworkDefinition Resolve(BindContext context, FlavorCatalogue flavors)
    {
        string[] known = [.. flavors.All.Select(flavor => flavor.Name)];
        Dictionary<string, GuestActivity> activities = new(StringComparer.Ordinal);
        foreach ((Placed<string> name, GuestActivity activity) in Flavors)
        {
            if (context.Knows("flavor", name, known))
            {
                activities[name.Value] = activity;
            }
        }

        return Network with { Flavors = activities };
    }
}
