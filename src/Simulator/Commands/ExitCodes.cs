namespace Simulator.Commands;

/// <summary>What the process returns to its caller.</summary>
public static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>An expectation, baseline or objective is not met.</summary>
    public const int NotMet = 1;

    /// <summary>Bad input or usage; nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>An internal invariant broke: a bug.</summary>
    public const int InternalError = 3;

    /// <summary>Interrupted; results so far are complete and readable.</summary>
    public const int Interrupted = 130;
}
