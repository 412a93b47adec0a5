namespace Model.Numa;

/// <summary>A guest vCPU tied to a host CPU.</summary>
/// <param name="Vcpu">The guest's vCPU number.</param>
/// <param name="Pcpu">The host's CPU number.</param>
public readonly record struct CpuPin(int Vcpu, int Pcpu);
