namespace Simulator.Studies;

/// <summary>What a study's metric counts in.</summary>
public enum MetricUnit
{
    /// <summary>A number of things.</summary>
    Count,

    /// <summary>A share, 0–1, written as a percentage.</summary>
    Share,

    /// <summary>Seconds.</summary>
    Seconds,
}
