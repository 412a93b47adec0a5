namespace Simulator.Kernel;

/// <summary>Statistics of a level that holds until it changes, weighted with time.</summary>
public interface ITimeSeriesMonitor : INumericMonitor
{
    /// <summary>Raises the level.</summary>
    void Increase(double value = 1);

    /// <summary>Lowers the level.</summary>
    void Decrease(double value = 1);

    /// <summary>Sets the level.</summary>
    void UpdateTo(double value);
}
