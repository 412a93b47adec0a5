namespace Simulator.Studies;

/// <summary>The kinds of files that verbs take.</summary>
public enum InputKind
{
    /// <summary>None of the others, or not readable.</summary>
    Unknown,

    /// <summary>A scenario: one cloud and its load.</summary>
    Scenario,

    /// <summary>A study: variants of a scenario to compare.</summary>
    Study,

    /// <summary>A plan: a scenario, an objective and what may vary.</summary>
    Plan,
}
