namespace Simulator.Fuzzing;

/// <summary>A Neutron port of a drawn case.</summary>
/// <param name="Name">Its name.</param>
/// <param name="VnicType">Its VNIC type.</param>
internal sealed record FuzzPort(string Name, string VnicType)
{
    /// <summary>NUMA affinity of its device; null for the flavor's or image's.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether its VF must be trusted.</summary>
    public bool IsTrusted { get; init; }
}
