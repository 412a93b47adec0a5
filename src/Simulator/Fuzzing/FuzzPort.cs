namespace Simulator.Fuzzing;

/// <summary>A Neutron port of a drawn case.</summary>
/// <param name="Name">Its name.</param>
/// <param name="VnicType">Its VNIC type.</param>
internal sealed record FuzzPort(string Name, string VnicType);
