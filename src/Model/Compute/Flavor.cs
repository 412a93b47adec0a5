namespace Model.Compute;

/// <summary>A server size as the API knows it (Nova: <c>objects/flavor.py</c>). Immutable.</summary>
public sealed record Flavor
{
    /// <summary>The flavor's name, unique in a cloud.</summary>
    public required string Name { get; init; }

    /// <summary>Virtual CPUs, at least 1.</summary>
    public required int Vcpus { get; init; }

    /// <summary>Guest memory in MiB.</summary>
    public required int MemoryMb { get; init; }

    /// <summary>Root disk in GiB.</summary>
    public int RootGb { get; init; }

    /// <summary>Ephemeral disk in GiB.</summary>
    public int EphemeralGb { get; init; }

    /// <summary>Swap in MiB.</summary>
    public int SwapMb { get; init; }

    /// <summary>Extra specs, verbatim, in the order of their definition.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ExtraSpecs { get; init; } = [];

    /// <summary>The value of an extra spec, or null when it is not set.</summary>
    public string? ExtraSpec(string key)
    {
        foreach (KeyValuePair<string, string> pair in ExtraSpecs)
        {
            if (pair.Key == key)
            {
                return pair.Value;
            }
        }

        return null;
    }
}
