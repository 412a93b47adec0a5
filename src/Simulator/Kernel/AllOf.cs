namespace Simulator.Kernel;

/// <summary>Happens when every member has happened; at once if there is none.</summary>
public sealed class AllOf : Condition
{
    /// <summary>Waits for all of some events.</summary>
    public AllOf(Simulation environment, params Event[] events)
        : base(environment, events)
    {
    }

    /// <summary>Waits for all of some events.</summary>
    public AllOf(Simulation environment, IEnumerable<Event> events)
        : base(environment, events)
    {
    }

    /// <inheritdoc/>
    protected override bool Evaluate() => FiredCount == Events.Count;
}
