using Model.Scheduling;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>
/// The workers of the scheduler service. A request goes to the worker that has been idle for the longest time, which is how a
/// message bus deals to consumers of one queue; while all are busy, requests wait in the order in which they came.
/// </summary>
internal sealed class SchedulerWorkers
{
    private readonly Resource? _places;
    private readonly Queue<HostViews> _idle = new();
    private readonly HostViews _database;

    /// <summary>Starts the workers of the scenario and the processes that refresh what they know.</summary>
    public SchedulerWorkers(FlowContext context, FilterScheduler scheduler)
    {
        _database = new HostViews(scheduler, context.Cloud.Hosts);
        SchedulerPool pool = context.Cloud.Scenario.Schedulers;
        int? places = pool.IsModelled ? pool.Count : context.Cloud.Controller.Scheduler.Workers;

        // oslo.service starts one worker where none is asked for.
        _places = places is { } count ? new Resource(context.Env, Math.Max(count, 1)) : null;
        for (int index = 0; pool.ViewAge > TimeSpan.Zero && index < pool.Count; index++)
        {
            HostViews views = new(scheduler, context.Cloud.Hosts);
            TimeSpan phase = TimeSpan.FromTicks((long)((decimal)pool.ViewAge.Ticks * (index + 1) / pool.Count));
            context.Env.Process(Refresh(context, views, phase, pool.ViewAge));
            _idle.Enqueue(views);
        }

        if (_idle.Count == 0)
        {
            _database.FollowDatabase();
        }
    }

    /// <summary>Asks for a worker; null when there is always one.</summary>
    public Request? Request() => _places?.Request();

    /// <summary>What the worker knows that now begins a request.</summary>
    public HostViews Begin() => _idle.TryDequeue(out HostViews? views) ? views : _database;

    /// <summary>The worker is done with its request.</summary>
    public void End(Request? place, HostViews views)
    {
        if (views != _database)
        {
            _idle.Enqueue(views);
        }

        if (place is not null)
        {
            _places!.Release(place);
        }
    }

    // All workers read the hosts when they start; after that their turns are spread evenly over the age.
    private static IEnumerable<Event> Refresh(FlowContext context, HostViews views, TimeSpan phase, TimeSpan age)
    {
        views.Read();
        yield return context.Env.Sleep(phase);
        while (true)
        {
            views.Read();
            yield return context.Env.Sleep(age);
        }
    }
}
