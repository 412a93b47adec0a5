namespace Simulator.Migrations;

/// <summary>
/// Nova's monitor of a job (<c>_live_migration_monitor</c>): it looks every half second, first at the start. Here only those looks
/// happen that do something; each takes pending requests, then the completion timeout, then the downtime step, as Nova does. Times are
/// ticks since the start of the job.
/// </summary>
internal sealed class NovaMonitor
{
    /// <summary>Ticks from look to look (<c>sleep_time</c>).</summary>
    public const long Interval = TimeSpan.TicksPerSecond / 2;

    private const long Never = long.MaxValue;

    private readonly IReadOnlyList<DowntimeStep> steps;
    private readonly bool forcesOnTimeout;
    private int nextStep;
    private long timeoutLook;
    private long forceLook = Never;

    public NovaMonitor(MigrationSettings settings)
    {
        steps = settings.DowntimeSteps();
        forcesOnTimeout = settings.Options.LiveMigrationTimeoutAction == "force_complete";
        timeoutLook = settings.CompletionTimeout == 0 ? Never : FirstLookAfter(settings.CompletionTimeout);
        DowntimeLimit = settings.InitialDowntime;
    }

    /// <summary>Milliseconds permitted.</summary>
    public int DowntimeLimit { get; private set; }

    /// <summary>Whether the completion timeout forces: Nova then asks again at each look, until the guest is in post-copy.</summary>
    public bool KeepsForcing { get; private set; }

    /// <summary>The next look that does something; <see cref="long.MaxValue"/> if there is none.</summary>
    public long Next => Math.Min(Math.Min(forceLook, timeoutLook), StepLook);

    private long StepLook => nextStep < steps.Count ? FirstLookAfter(steps[nextStep].Seconds) : Never;

    /// <summary>The first look at or after a time.</summary>
    public static long LookFrom(long elapsed) => (elapsed + Interval - 1) / Interval * Interval;

    /// <summary>A request to complete by force: taken at the next look.</summary>
    public void RequestForce(long elapsed) => forceLook = Math.Min(forceLook, LookFrom(elapsed));

    /// <summary>The switch to post-copy ends the completion timeout.</summary>
    public void EndTimeout() => timeoutLook = Never;

    /// <summary>Takes one thing that is due; called again until <see cref="Next"/> lies ahead.</summary>
    public MonitorAction Take(long elapsed)
    {
        if (forceLook <= elapsed)
        {
            forceLook = Never;
            return MonitorAction.Force;
        }

        if (timeoutLook <= elapsed)
        {
            long look = timeoutLook;
            timeoutLook = Never;
            if (!forcesOnTimeout)
            {
                return MonitorAction.Abort;
            }

            // Nova puts the request into its own queue, which the next look empties.
            forceLook = look + Interval;
            KeepsForcing = true;
        }

        while (StepLook <= elapsed)
        {
            DowntimeLimit = steps[nextStep++].Milliseconds;
        }

        return MonitorAction.None;
    }

    /// <summary>A step is taken when strictly more time has passed, and looks fall on half seconds.</summary>
    private static long FirstLookAfter(long seconds) => (seconds * TimeSpan.TicksPerSecond) + Interval;
}
