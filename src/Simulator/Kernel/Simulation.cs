using System.Runtime.CompilerServices;

namespace Simulator.Kernel;

/// <summary>
/// The clock and the schedule of one simulated world: processes, timeouts and callbacks, in the total order (time, priority, insertion).
/// </summary>
/// <remarks>
/// Names and behaviour are a source-compatible subset of SimSharp's Simulation. Time is counted in ticks of 100 ns.
/// Not safe for use by several threads, except <see cref="StopAsync"/>.
/// </remarks>
public partial class Simulation
{
    internal static readonly Action<object?> StartProcess = static process => Unsafe.As<Process>(process!).Start();

    private readonly double stepSeconds;
    private readonly long lastTick;
    private readonly long startBits;
    private LadderQueue queue = new();
    private ZeroDelayRing ring = new();
    private long now;
    private long order;
    private Timeout? freeTimeouts;

    // The process that runs, or after it the one that ran last: one that sleeps again and again need not be noted anew.
    private Process? active;
    private bool inProcess;

    /// <summary>Starts at 1970-01-01 with a step of one second in the double-valued members.</summary>
    public Simulation()
        : this(DateTime.UnixEpoch)
    {
    }

    /// <summary>Starts at 1970-01-01.</summary>
    /// <param name="defaultStep">Length of one unit in the double-valued members; one second if null.</param>
    public Simulation(TimeSpan? defaultStep)
        : this(DateTime.UnixEpoch, defaultStep)
    {
    }

    /// <summary>Starts at a given date.</summary>
    /// <param name="initialDateTime">The date at tick 0.</param>
    /// <param name="defaultStep">Length of one unit in the double-valued members; one second if null.</param>
    public Simulation(DateTime initialDateTime, TimeSpan? defaultStep = null)
    {
        stepSeconds = (defaultStep ?? TimeSpan.FromSeconds(1)).Duration().TotalSeconds;
        StartDate = initialDateTime;
        startBits = Unsafe.BitCast<DateTime, long>(initialDateTime);
        lastTick = (DateTime.MaxValue - initialDateTime).Ticks;
    }

    /// <summary>The simulated date.</summary>
    // The schedule takes nothing behind the last date, so that the ticks never run into the bits of the date's kind.
    public DateTime Now => Unsafe.BitCast<long, DateTime>(unchecked(startBits + now));

    /// <summary>Time since the start in steps.</summary>
    public double NowD => new TimeSpan(now).TotalSeconds / stepSeconds;

    /// <summary>Ticks of 100 ns since the start.</summary>
    public long NowTicks => now;

    /// <summary>The date at tick 0.</summary>
    public DateTime StartDate { get; }

    /// <summary>The process that is running; null outside of processes.</summary>
    public Process? ActiveProcess
    {
        get => inProcess ? active : null;
        set
        {
            active = value;
            inProcess = value is not null;
        }
    }

    /// <summary>Events and callbacks that have happened.</summary>
    public long ProcessedEvents { get; private set; }

    /// <summary>Events and callbacks that are scheduled.</summary>
    public int ScheduledEvents => queue.Live + ring.Live;

    /// <summary>Where <see cref="Log"/> writes; null for nowhere.</summary>
    public TextWriter? Logger { get; set; }

    /// <summary>Converts a duration to steps.</summary>
    public double ToDouble(TimeSpan span) => span.TotalSeconds / stepSeconds;

    /// <summary>Converts steps to a duration.</summary>
    public TimeSpan ToTimeSpan(double span) => TimeSpan.FromSeconds(stepSeconds * span);

    /// <summary>Starts a process at the current instant.</summary>
    /// <param name="generator">The method that yields the events to wait for.</param>
    /// <param name="priority">Rank of the first step among the events of the instant; lower goes first.</param>
    public Process Process(IEnumerable<Event> generator, int priority = 0) => new(this, generator, priority);

    /// <summary>Creates an event that happens after a delay.</summary>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public Timeout Timeout(TimeSpan delay, int priority = 0) => new(this, delay, priority: priority);

    /// <summary>Creates an event that happens after a number of steps.</summary>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public Timeout TimeoutD(double delay, int priority = 0) => new(this, ToTimeSpan(delay), priority: priority);

    /// <summary>
    /// A timeout for the running process alone, taken from a pool: yield it at once and forget it. Once the process was resumed the object
    /// is used again. A condition or a callback over it turns it into an ordinary timeout.
    /// </summary>
    /// <param name="delay">Zero or more.</param>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public Timeout Sleep(TimeSpan delay)
    {
        Process? process = ActiveProcess;
        if (process is null)
        {
            return new Timeout(this, delay);
        }

        Timeout timeout = process.NextSleep();
        timeout.Arm(this, delay.Ticks);
        return timeout;
    }

    /// <summary>Calls back after a delay, without an event or a process: nothing is allocated once the schedule has grown.</summary>
    /// <param name="delay">Zero or more.</param>
    /// <param name="callback">What to call; a static lambda keeps it free of allocation.</param>
    /// <param name="state">The argument of the call.</param>
    /// <param name="priority">Rank among the events of the instant; lower goes first.</param>
    /// <returns>A handle to withdraw the call.</returns>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public TimerHandle Schedule(TimeSpan delay, Action<object?> callback, object? state = null, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(callback);
        int slot = Enqueue(delay.Ticks, priority, callback, state);
        return new TimerHandle(this, slot, order);
    }

    /// <summary>Puts an event on the schedule at the current instant.</summary>
    public virtual void Schedule(Event @event, int priority = 0) => Schedule(TimeSpan.Zero, @event, priority);

    /// <summary>Puts an event on the schedule after a delay.</summary>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public virtual void Schedule(TimeSpan delay, Event @event, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(@event);
        Enqueue(delay.Ticks, priority, null, @event);
    }

    /// <summary>Puts an event on the schedule after a number of steps.</summary>
    public virtual void ScheduleD(double delay, Event @event) => Schedule(ToTimeSpan(delay), @event);

    /// <summary>Writes a line, if there is a <see cref="Logger"/>.</summary>
    public virtual void Log(string message, params object?[] args) => Logger?.WriteLine(message, args);

    /// <summary>Puts an entry on the schedule and returns its handle for <see cref="Withdraw(int, Event)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Enqueue(long delay, int priority, Action<object?>? callback, object? state)
    {
        unchecked
        {
            if (delay == 0 && priority == 0)
            {
                return ring.Add(++order, callback, state);
            }

            // The clock never passes the last tick, so a negative delay is a huge one here.
            if ((ulong)delay > (ulong)(lastTick - now))
            {
                ThrowDelay(delay);
            }

            return queue.Add(now + delay, priority, ++order, callback, state);
        }
    }

    internal bool Withdraw(int handle, Event owner) => handle < 0 ? ring.Cancel(handle, owner) : queue.Cancel(handle, owner);

    internal bool Withdraw(int handle, long number) => handle < 0 ? ring.Cancel(handle, number) : queue.Cancel(handle, number);

    /// <summary>Notes the process that runs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Enter(Process process)
    {
        if (!ReferenceEquals(active, process))
        {
            active = process;
        }

        inProcess = true;
    }

    /// <summary>Notes that no process runs any more.</summary>
    internal void Leave() => inProcess = false;

    /// <summary>Takes a timeout from the pool for the sleeps of a process.</summary>
    internal Timeout TakeTimeout(Process sleeper)
    {
        Timeout timeout = freeTimeouts ?? new Timeout(this);
        freeTimeouts = timeout.LeavePool(sleeper);
        return timeout;
    }

    /// <summary>Puts a timeout back into the pool.</summary>
    internal void Recycle(Timeout timeout)
    {
        timeout.EnterPool(freeTimeouts);
        freeTimeouts = timeout;
    }

    private static void ThrowDelay(long delay) =>
        throw new ArgumentException(delay < 0 ? "A delay must not be negative." : "The delay ends after the last date there is.");
}
