namespace Simulator.Studies;

/// <summary>A value that a search has tried. Immutable.</summary>
/// <param name="Step">Which trial it was, from 1.</param>
/// <param name="Index">Place of the value among the variable's.</param>
/// <param name="Option">The value.</param>
/// <param name="Checks">Every row of the objective in every case.</param>
internal sealed record PlanTrial(int Step, int Index, PlanOption Option, IReadOnlyList<PlanCheck> Checks)
{
    /// <summary>Whether the objective is met.</summary>
    public bool IsMet => Checks.All(check => check.IsMet);

    /// <summary>What keeps the objective from being met: the first row that is not.</summary>
    public PlanCheck? FirstMissed => Checks.FirstOrDefault(check => !check.IsMet);
}
