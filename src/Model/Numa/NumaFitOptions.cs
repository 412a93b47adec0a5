namespace Model.Numa;

/// <summary>What a fit takes into account besides host and guest.</summary>
/// <param name="Limits">Allocation ratios and networks; null skips both.</param>
/// <param name="Pci">The host's devices and the guest's wishes; null where the host reports none.</param>
/// <param name="Packs"><c>[compute]packing_host_numa_cells_allocation_strategy</c>: fill used cells first instead of empty ones.</param>
public readonly record struct NumaFitOptions(NumaLimits? Limits = null, INumaPciDevices? Pci = null, bool Packs = false);
