using System.Globalization;
using System.Text;
using Model.Placement;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Prints what Placement holds of a scenario's hosts right after their compute services have started.</summary>
public static class ProviderTreeText
{
    /// <summary>The tree of every host: providers with inventories, usage and traits.</summary>
    /// <exception cref="CloudStartException">A service refuses its configuration.</exception>
    public static string Of(Scenario scenario)
    {
        Cloud cloud = new(scenario);
        StringBuilder text = new();
        foreach (ComputeHost host in cloud.Hosts)
        {
            Append(cloud.Placement, host.Tracker.Facts.Uuid, text);
        }

        return text.ToString();
    }

    private static void Append(PlacementStore placement, string root, StringBuilder text)
    {
        foreach (ResourceProvider provider in placement.Subtree(root))
        {
            string indent = provider.ParentUuid is null ? "" : "  ";
            text.Append(indent).Append(provider.Name).Append("  ").Append(provider.Uuid).Append('\n');
            foreach (Inventory inventory in placement.GetInventories(provider.Uuid))
            {
                text.Append(CultureInfo.InvariantCulture, $"{indent}  {inventory.ResourceClass}: total {inventory.Total}, ")
                    .Append(CultureInfo.InvariantCulture, $"reserved {inventory.Reserved}, allocation ratio {inventory.AllocationRatio}\n");
            }

            string traits = string.Join(' ', placement.GetTraits(provider.Uuid).Order(StringComparer.Ordinal));
            if (traits.Length > 0)
            {
                text.Append(indent).Append("  traits: ").Append(traits).Append('\n');
            }
        }
    }
}
