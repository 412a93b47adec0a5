namespace Model.Pci;

/// <summary>A NUMA cell of a host, as far as PCI placement looks at it.</summary>
/// <param name="Id">The cell's number.</param>
/// <param name="Socket">The socket that holds the cell, or null where it is not known.</param>
public readonly record struct PciHostCell(int Id, int? Socket);
