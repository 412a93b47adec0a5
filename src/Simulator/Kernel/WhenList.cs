namespace Simulator.Kernel;

/// <summary>Events that wait for a state of a resource, all succeeding together.</summary>
internal struct WhenList
{
    private List<Event>? waiting;

    /// <summary>Adds an event.</summary>
    public Event Add(Simulation environment)
    {
        Event @event = new(environment);
        (waiting ??= []).Add(@event);
        return @event;
    }

    /// <summary>Lets every waiting event succeed, first in, first out.</summary>
    public readonly void Fire()
    {
        if (waiting is null || waiting.Count == 0)
        {
            return;
        }

        foreach (Event @event in waiting)
        {
            @event.Succeed();
        }

        waiting.Clear();
    }
}
