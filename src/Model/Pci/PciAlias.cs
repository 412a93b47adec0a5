namespace Model.Pci;

/// <summary>
/// A name by which flavors ask for devices: entries of <c>[pci]alias</c> with the same name are alternatives. Immutable.
/// </summary>
/// <param name="Name">The name, without white space around it.</param>
/// <param name="NumaPolicy">The NUMA affinity, the same in all entries.</param>
/// <param name="Specs">The alternatives, in order; keys as in a request.</param>
public sealed record PciAlias(
    string Name, PciNumaPolicy NumaPolicy, IReadOnlyList<IReadOnlyDictionary<string, string?>> Specs);
