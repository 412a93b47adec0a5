namespace Simulator.Kernel;

/// <summary>Base class of model objects that keep their simulation at hand.</summary>
/// <typeparam name="TEnvironment">The simulation class.</typeparam>
/// <param name="environment">The simulation.</param>
public abstract class ActiveObject<TEnvironment>(TEnvironment environment)
    where TEnvironment : Simulation
{
    /// <summary>The simulation.</summary>
    protected TEnvironment Environment { get; } = environment;
}
