namespace Model.Placement;

/// <summary>What a provider has of one resource class. Immutable. Fields left out have the API's defaults.</summary>
public sealed record Inventory
{
    /// <summary>The name of the resource class.</summary>
    public required string ResourceClass { get; init; }

    /// <summary>Units that exist; at least 1.</summary>
    public required int Total { get; init; }

    /// <summary>Units kept back; 0 to <see cref="Total"/>.</summary>
    public int Reserved { get; init; }

    /// <summary>The least that one allocation may take; at least 1. May exceed <see cref="MaxUnit"/>: then nothing fits.</summary>
    public int MinUnit { get; init; } = 1;

    /// <summary>The most that one allocation may take; at least 1.</summary>
    public int MaxUnit { get; init; } = int.MaxValue;

    /// <summary>An allocation must be a multiple of this; at least 1.</summary>
    public int StepSize { get; init; } = 1;

    /// <summary>Units that may be allocated per unit that exists; may be 0.</summary>
    public double AllocationRatio { get; init; } = 1.0;

    /// <summary>
    /// Units that may be allocated in all. The service compares <c>used + n</c> with the exact product; as both sides of that are
    /// integers the truncated product decides alike (100 × 1.15 is 114.99…, so 114).
    /// </summary>
    public long Capacity
    {
        get
        {
            double product = ((long)Total - Reserved) * AllocationRatio;
            return product >= long.MaxValue ? long.MaxValue : product <= long.MinValue ? long.MinValue : (long)Math.Truncate(product);
        }
    }
}
