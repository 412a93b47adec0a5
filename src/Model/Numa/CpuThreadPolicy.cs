namespace Model.Numa;

/// <summary>How pinned vCPUs use the threads of a core (<c>hw:cpu_thread_policy</c>). Absent means prefer.</summary>
public enum CpuThreadPolicy
{
    /// <summary><c>prefer</c>: thread siblings when there are enough, else any free threads.</summary>
    Prefer,

    /// <summary><c>isolate</c>: one vCPU a core; its siblings stay unused.</summary>
    Isolate,

    /// <summary><c>require</c>: thread siblings only.</summary>
    Require,
}

/// <summary>Nova's spelling of <see cref="CpuThreadPolicy"/>.</summary>
public static class CpuThreadPolicies
{
    /// <summary>The name in extra specs, in lower case.</summary>
    public static string ToName(this CpuThreadPolicy policy) => policy switch
    {
        CpuThreadPolicy.Prefer => "prefer",
        CpuThreadPolicy.Isolate => "isolate",
        CpuThreadPolicy.Require => "require",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "unknown CPU thread policy"),
    };

    /// <summary>Reads Nova's spelling; letter case matters.</summary>
    public static bool TryParse(string? name, out CpuThreadPolicy policy)
    {
        (bool known, policy) = name switch
        {
            "prefer" => (true, CpuThreadPolicy.Prefer),
            "isolate" => (true, CpuThreadPolicy.Isolate),
            "require" => (true, CpuThreadPolicy.Require),
            _ => (false, CpuThreadPolicy.Prefer),
        };
        return known;
    }
}
