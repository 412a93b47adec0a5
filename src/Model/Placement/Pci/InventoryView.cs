namespace Model.Placement.Pci;

/// <summary>
/// One inventory record as nova-compute holds it before it is sent: a member that is null is absent, and Placement fills in its
/// default. Immutable.
/// </summary>
public sealed record InventoryView
{
    /// <summary>Units there are, at least 0.</summary>
    public int? Total { get; init; }

    /// <summary>Units that nobody may take, at least 0.</summary>
    public int? Reserved { get; init; }

    /// <summary>Least units of one allocation.</summary>
    public int? MinUnit { get; init; }

    /// <summary>Most units of one allocation.</summary>
    public int? MaxUnit { get; init; }

    /// <summary>An allocation must be a multiple of this.</summary>
    public int? StepSize { get; init; }

    /// <summary>How often each unit may be promised.</summary>
    public double? AllocationRatio { get; init; }

    /// <summary>
    /// Whether a newer record is worth storing: it has a member that this one lacks, or a different value of one that both have. Members
    /// that only this one has are not compared, so what an operator reserved lives on (<c>nova/compute/provider_tree.py</c>).
    /// </summary>
    public bool DiffersFrom(InventoryView newer) =>
        Differs(Total, newer.Total)
        || Differs(Reserved, newer.Reserved)
        || Differs(MinUnit, newer.MinUnit)
        || Differs(MaxUnit, newer.MaxUnit)
        || Differs(StepSize, newer.StepSize)
        || Differs(AllocationRatio, newer.AllocationRatio);

    private static bool Differs<T>(T? current, T? newer)
        where T : struct, IEquatable<T> => newer is { } value && !(current is { } old && old.Equals(value));
}
