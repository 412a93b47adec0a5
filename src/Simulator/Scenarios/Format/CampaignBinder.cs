using Model.Configuration;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Values;

namespace Simulator.Scenarios.Format;

/// <summary>Turns the entries of <c>campaigns:</c> into campaigns: patterns written out, configurations read, order checked.</summary>
internal sealed class CampaignBinder(
    BindContext context, ConfigurationCache configurations, HostBinder hosts, ControllerConfigurations controllers)
{
    private readonly Dictionary<string, (List<SourceText> Texts, NovaRelease Release)> present = new(StringComparer.Ordinal);

    /// <summary>The campaigns in the order of the file.</summary>
    public IReadOnlyList<Campaign> Bind(IReadOnlyList<CampaignEntry> entries)
    {
        List<Campaign> campaigns = [];
        foreach (CampaignEntry entry in entries)
        {
            string[] earlier = [.. campaigns.Select(campaign => campaign.Name)];
            if (earlier.Contains(entry.Name.Value))
            {
                context.Error(ScenarioCodes.DuplicateName, entry.Name.Position, $"campaign '{entry.Name.Value}' is defined twice");
            }

            if (entry.After is { } after)
            {
                context.Knows("campaign that stands before this one and is called", after, earlier);
            }

            campaigns.Add(entry.Campaign.Kind == CampaignKind.Controllers ? ForControllers(entry) : ForHosts(entry));
        }

        return campaigns;
    }

    /// <summary>Hosts by names or patterns; those that do not exist are reported.</summary>
    public static IReadOnlyList<string> Expand(BindContext context, IReadOnlyList<Placed<string>> patterns, IReadOnlyCollection<string> known)
    {
        List<string> names = [];
        foreach (Placed<string> pattern in patterns)
        {
            if (!NamePattern.TryExpand(pattern.Value, out IReadOnlyList<string> expanded, out string problem))
            {
                context.Error(ScenarioCodes.InvalidValue, pattern.Position, problem);
                continue;
            }

            // The first unknown name of a pattern says enough.
            string? unknown = expanded.FirstOrDefault(name => !known.Contains(name));
            if (unknown is null || context.Knows("host", new Placed<string>(unknown, pattern.Position), known))
            {
                names.AddRange(expanded.Where(name => !names.Contains(name)));
            }
        }

        return names;
    }

    private Campaign ForControllers(CampaignEntry entry)
    {
        if (entry.NovaConf.Count == 0 && entry.Release is null)
        {
            context.Error(ScenarioCodes.MissingKey, entry.Position, "a campaign of kind controllers needs the key 'nova_conf' or 'release'");
            return entry.Campaign;
        }

        return entry.Campaign with { After = entry.After?.Value, Controller = controllers.Change(entry.NovaConf, entry.Release) };
    }

    private Campaign ForHosts(CampaignEntry entry)
    {
        IReadOnlyList<string> names = entry.Hosts.Count == 0
            ? [.. hosts.Names.Order(StringComparer.Ordinal)]
            : Expand(context, entry.Hosts, hosts.Names);
        Dictionary<string, NovaOptions> changed = new(StringComparer.Ordinal);
        foreach (string name in entry.NovaConf.Count == 0 && entry.Release is null ? [] : names)
        {
            if (!present.TryGetValue(name, out (List<SourceText> Texts, NovaRelease Release) own))
            {
                own = ([.. hosts.ConfigurationOf(name)], hosts.ReleaseOf(name));
            }

            own.Texts.AddRange(entry.NovaConf);
            own.Release = entry.Release ?? own.Release;
            present[name] = own;
            changed.Add(name, configurations.Get(own.Texts, own.Release));
        }

        return entry.Campaign with { After = entry.After?.Value, Hosts = names, Configurations = changed };
    }
}
