using System.Collections.Immutable;

namespace Model.Numa;

/// <summary>
/// Why a guest does not fit on a host: everything that was tried in vain, and the attempt that came nearest. Made only when
/// somebody asks, by running the fit once more, the readable way.
/// </summary>
/// <param name="Failures">All reasons in the order tried; each pair of guest and host cell is told once.</param>
/// <param name="Nearest">The reason that got furthest; its shortage is the least change that this attempt lacked. Null when the guest fits.</param>
public sealed record NumaExplanation(ImmutableArray<NumaFitFailure> Failures, NumaFitFailure? Nearest)
{
    /// <summary>Tries the guest on the host as a filter would with one candidate.</summary>
    /// <param name="host">The host; null where it reports no topology.</param>
    /// <param name="guest">The guest as it was asked for.</param>
    /// <param name="options">Limits, devices with one candidate's providers, and strategy.</param>
    /// <exception cref="NovaException"><c>ValueError</c>: a pinned guest meets a host cell that lists no cores.</exception>
    public static NumaExplanation Of(HostNumaTopology? host, InstanceNumaTopology guest, NumaFitOptions options)
    {
        List<NumaFitFailure> failures = [];
        bool fits = new ReferenceNumaFit(guest).Fit(host, options, failures) is not null;
        NumaFitFailure? nearest = null;
        foreach (NumaFitFailure failure in failures)
        {
            if (!fits && (nearest is not { } best || IsNearer(failure, best)))
            {
                nearest = failure;
            }
        }

        return new NumaExplanation([.. failures.Distinct()], nearest);
    }

    /// <summary>The nearest reason, or nothing when the guest fits.</summary>
    public override string ToString() => Nearest?.ToString() ?? string.Empty;

    /// <summary>
    /// All cells placed beats one missing; a later guest cell beats an earlier one; a later check beats an earlier one; and
    /// then the smaller shortage wins.
    /// </summary>
    private static bool IsNearer(NumaFitFailure one, NumaFitFailure other) => Rank(one).CompareTo(Rank(other)) > 0;

    private static (bool AllPlaced, int GuestCell, NumaFitProblem Problem, double Shortage) Rank(NumaFitFailure failure) =>
        (failure.Problem is NumaFitProblem.PciDevices or NumaFitProblem.NetworkAffinity, failure.GuestCell, failure.Problem, -failure.Shortage);
}
