namespace Simulator.Metrics;

/// <summary>The formats of a result folder's tables.</summary>
public enum ResultFormat
{
    /// <summary>CSV only.</summary>
    Csv,

    /// <summary>CSV, and Parquet beside it.</summary>
    Parquet,
}
