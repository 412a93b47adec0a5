namespace Simulator.Kernel;

/// <summary>Happens with its first member; at once if there is none.</summary>
public sealed class AnyOf : Condition
{
    /// <summary>Waits for the first of some events.</summary>
    public AnyOf(Simulation environment, params Event[] events)
        : base(environment, events)
    {
    }

    /// <summary>Waits for the first of some events.</summary>
    public AnyOf(Simulation environment, IEnumerable<Event> events)
        : base(environment, events)
    {
    }

    /// <inheritdoc/>
    protected override bool Evaluate() => FiredCount > 0 || Events.Count == 0;
}
