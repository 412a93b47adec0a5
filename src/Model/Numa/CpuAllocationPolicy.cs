namespace Model.Numa;

/// <summary>How a guest's vCPUs meet host CPUs (<c>hw:cpu_policy</c>). Where it is absent Nova treats the guest as shared.</summary>
public enum CpuAllocationPolicy
{
    /// <summary><c>shared</c>: vCPUs float over the host's shared CPUs.</summary>
    Shared,

    /// <summary><c>dedicated</c>: each vCPU is pinned to a host CPU of its own.</summary>
    Dedicated,

    /// <summary><c>mixed</c>: some vCPUs are pinned, the others float.</summary>
    Mixed,
}

/// <summary>Nova's spelling of <see cref="CpuAllocationPolicy"/>.</summary>
public static class CpuAllocationPolicies
{
    /// <summary>The name in extra specs, in lower case.</summary>
    public static string ToName(this CpuAllocationPolicy policy) => policy switch
    {
        CpuAllocationPolicy.Shared => "shared",
        CpuAllocationPolicy.Dedicated => "dedicated",
        CpuAllocationPolicy.Mixed => "mixed",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "unknown CPU allocation policy"),
    };

    /// <summary>Reads Nova's spelling; letter case matters.</summary>
    public static bool TryParse(string? name, out CpuAllocationPolicy policy)
    {
        (bool known, policy) = name switch
        {
            "shared" => (true, CpuAllocationPolicy.Shared),
            "dedicated" => (true, CpuAllocationPolicy.Dedicated),
            "mixed" => (true, CpuAllocationPolicy.Mixed),
            _ => (false, CpuAllocationPolicy.Shared),
        };
        return known;
    }
}
