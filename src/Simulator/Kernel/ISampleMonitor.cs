namespace Simulator.Kernel;

/// <summary>Statistics of single observations, each of the same weight.</summary>
public interface ISampleMonitor : INumericMonitor
{
    /// <summary>The kept observations.</summary>
    IEnumerable<double> Samples { get; }

    /// <summary>Takes an observation.</summary>
    void Add(double value);
}
