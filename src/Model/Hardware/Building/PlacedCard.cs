namespace Model.Hardware.Building;

/// <summary>A card with its place in the tree.</summary>
internal readonly record struct PlacedCard(PciCard Card, PciAddress First, PciRootComplex Root, PciAddress? Parent, int? NumaNode);
