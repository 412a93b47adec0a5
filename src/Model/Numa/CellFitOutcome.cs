namespace Model.Numa;

/// <summary>How a guest cell did on a host cell.</summary>
internal enum CellFitOutcome
{
    /// <summary>It does not fit.</summary>
    DoesNotFit,

    /// <summary>A mixed guest's CPUs could be pinned, but a limit would be passed; Nova keeps that pinning in the guest.</summary>
    PassesLimitAfterPinning,

    /// <summary>It fits.</summary>
    Fits,
}
