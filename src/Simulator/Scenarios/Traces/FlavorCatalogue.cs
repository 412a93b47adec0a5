using System.Globalization;
using Model.Compute;
using Model.Pci;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Traces;

/// <summary>The scenario's flavors while it is read: those of the file, then those that traces need.</summary>
internal sealed class FlavorCatalogue(BindContext context, PciAliasTable? aliases)
{
    private readonly List<Flavor> flavors = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>All flavors, those of the file first.</summary>
    public IReadOnlyList<Flavor> All => flavors;

    /// <summary>Whether there is a flavor of a name.</summary>
    public bool Contains(string name) => names.Contains(name);

    /// <summary>Adds a flavor of the file.</summary>
    public void Add(Flavor flavor)
    {
        names.Add(flavor.Name);
        flavors.Add(flavor);
    }

    /// <summary>Whether there is a flavor of a name; if not, that is reported.</summary>
    public bool Check(Placed<string> name) => context.Knows("flavor", name, names);

    /// <summary>Whether there is a PCI alias of a name; if not, that is reported. True when the aliases themselves are in doubt.</summary>
    public bool CheckAlias(Placed<string> name) =>
        aliases is null || context.Knows("PCI alias", name, [.. aliases.Aliases.Select(alias => alias.Name)]);

    /// <summary>Adds a flavor that a trace needs, unless it is there already, and gives its name, which tells its size.</summary>
    public string AddMade(Flavor flavor, string alias, int devices)
    {
        string pci = devices == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"-{devices}{alias}");
        string disk = flavor.RootGb == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"-{flavor.RootGb}g");
        string name = string.Create(CultureInfo.InvariantCulture, $"{flavor.Vcpus}c-{flavor.MemoryMb}m{disk}{pci}");
        if (names.Add(name))
        {
            flavors.Add(flavor with { Name = name });
        }

        return name;
    }
}
