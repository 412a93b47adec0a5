namespace Simulator.Flows;

/// <summary>What to record of a run besides its totals.</summary>
public enum ExplainMode
{
    /// <summary>No decision traces.</summary>
    None,

    /// <summary>Traces of decisions that found no host.</summary>
    Failures,

    /// <summary>Traces of all decisions.</summary>
    All,
}
