namespace Model.Hardware;

/// <summary>A network interface of a PCI function.</summary>
/// <param name="Name">The kernel's name, for example <c>enp59s0f0</c>.</param>
/// <param name="MacAddress">
/// The hardware address as sysfs shows it (six bytes for Ethernet, twenty for InfiniBand); empty when unknown.
/// </param>
public readonly record struct NetworkDevice(string Name, string MacAddress);
