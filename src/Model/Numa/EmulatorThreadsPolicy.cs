namespace Model.Numa;

/// <summary>Where the emulator's own threads of a pinned guest run (<c>hw:emulator_threads_policy</c>).</summary>
public enum EmulatorThreadsPolicy
{
    /// <summary><c>isolate</c>: on one more dedicated host CPU, on the host cell of the first guest cell.</summary>
    Isolate,

    /// <summary><c>share</c>: on the host's shared CPUs.</summary>
    Share,
}

/// <summary>Nova's spelling of <see cref="EmulatorThreadsPolicy"/>.</summary>
public static class EmulatorThreadsPolicies
{
    /// <summary>The name in extra specs, in lower case.</summary>
    public static string ToName(this EmulatorThreadsPolicy policy) => policy switch
    {
        EmulatorThreadsPolicy.Isolate => "isolate",
        EmulatorThreadsPolicy.Share => "share",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "unknown emulator threads policy"),
    };

    /// <summary>Reads Nova's spelling; letter case matters.</summary>
    public static bool TryParse(string? name, out EmulatorThreadsPolicy policy)
    {
        (bool known, policy) = name switch
        {
            "isolate" => (true, EmulatorThreadsPolicy.Isolate),
            "share" => (true, EmulatorThreadsPolicy.Share),
            _ => (false, EmulatorThreadsPolicy.Isolate),
        };
        return known;
    }
}
