namespace Simulator.Migrations;

/// <summary>
/// The connection of one migration: sends a number of bytes, or flows without end at a given demand. Between two sends of one instant
/// nobody else's rate is touched.
/// </summary>
public sealed class MigrationTraffic
{
    private const double TicksPerSecond = TimeSpan.TicksPerSecond;

    // A transfer that would end later than this (about 300 years) is taken as stalled.
    private const double TicksMax = 1e17;

    private readonly MigrationNetwork network;
    private readonly MigrationLink[] path;
    private TimerHandle timer;
    private double limit = double.PositiveInfinity;
    private double left;
    private double flowed;
    private long size;
    private long completed;
    private long updated;
    private long doneAt = long.MaxValue;

    internal MigrationTraffic(MigrationNetwork network, MigrationLink[] path)
    {
        this.network = network;
        this.path = path;
    }

    /// <summary>Called when everything was sent.</summary>
    public Action? Drained { get; set; }

    /// <summary>Called when the rate, or what an endlessly flowing stream could get instead, has changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Bytes per second at most; infinity for all there is. Holds at once, also for what is being sent.</summary>
    public double Limit
    {
        get => limit;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Advance();
            limit = value;
            network.Touch(this);
        }
    }

    /// <summary>Bytes per second. In the instant in which everything was sent, still the rate of before.</summary>
    public double Rate { get; private set; }

    /// <summary>Whether nothing is to be sent.</summary>
    public bool IsIdle { get; private set; } = true;

    /// <summary>Whether the stream flows without end.</summary>
    public bool IsEndless { get; private set; }

    /// <summary>Bytes sent since the opening, up to this instant.</summary>
    public long BytesMoved
    {
        get
        {
            Advance();
            return completed + Progress;
        }
    }

    /// <summary>What an endlessly flowing stream has to send, in bytes per second.</summary>
    public double Demand { get; private set; }

    /// <summary>Bytes of the last <see cref="Send"/> that are still to go, up to this instant.</summary>
    public long BytesLeft
    {
        get
        {
            Advance();
            return (long)Math.Ceiling(left);
        }
    }

    internal ReadOnlySpan<MigrationLink> Path => path;

    /// <summary>Number of the last walk over the network that came by.</summary>
    internal int Visit { get; set; }

    /// <summary>Whether the links count the stream among theirs.</summary>
    internal bool IsJoined { get; set; }

    /// <summary>Whether it waits for the end of the instant to be settled.</summary>
    internal bool IsTouched { get; set; }

    /// <summary>What the stream can take at most; 0 when it is idle.</summary>
    internal double Wish => IsIdle ? 0 : IsEndless ? Math.Min(Demand, limit) : limit;

    /// <summary>Scratch of <see cref="FairShare"/>: the rate it gets; not a number while it still rises.</summary>
    internal double Share { get; set; }

    /// <summary>The wish that the present rates were computed with; NaN when they must be computed anew.</summary>
    internal double SettledWish { get; set; }

    private long Progress => IsIdle ? 0 : IsEndless ? (long)Math.Floor(flowed) : size - (long)Math.Ceiling(left);

    /// <summary>Sends bytes; <see cref="Drained"/> tells when they are through.</summary>
    /// <param name="bytes">At least 1.</param>
    /// <exception cref="InvalidOperationException">The stream is busy.</exception>
    public void Send(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        Begin();
        size = bytes;
        left = bytes;
    }

    /// <summary>Flows without end; <see cref="Stop"/> ends it.</summary>
    /// <param name="bytesPerSecond">What there is to send; infinity for as much as goes through.</param>
    /// <exception cref="InvalidOperationException">The stream is busy.</exception>
    public void Flow(double bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytesPerSecond);
        Begin();
        IsEndless = true;
        flowed = 0;
        Demand = bytesPerSecond;
    }

    /// <summary>Sends no more. What was sent stays sent.</summary>
    public void Stop()
    {
        Advance();
        completed += Progress;
        left = 0;
        IsIdle = true;
        IsEndless = false;
        timer.Cancel();
        doneAt = long.MaxValue;
        network.Touch(this);
    }

    /// <summary>The most it could get if all else were silent.</summary>
    public double Ceiling
    {
        get
        {
            double ceiling = limit;
            foreach (MigrationLink link in path)
            {
                ceiling = Math.Min(ceiling, link.Capacity);
            }

            return ceiling;
        }
    }

    /// <summary>What the stream would get if it had without end to send, others staying as they are.</summary>
    public double Offer() => network.Offer(this);

    /// <summary>Accounts for what went through since the last time.</summary>
    internal void Advance()
    {
        long now = network.NowTicks;
        if (!IsIdle && now > updated)
        {
            double through = Rate * (now - updated) / TicksPerSecond;
            flowed += through;
            left = now >= doneAt ? 0 : Math.Max(0, left - through);
        }

        updated = now;
    }

    /// <summary>Sets the rate and plans the end at it.</summary>
    internal void Settle(double rate)
    {
        Rate = rate;
        SettledWish = Wish;
        timer.Cancel();
        doneAt = long.MaxValue;
        if (IsIdle || IsEndless)
        {
            return;
        }

        double ticks = Math.Ceiling(left / rate * TicksPerSecond);
        if (ticks <= TicksMax)
        {
            long delay = Math.Max(1, (long)ticks);
            doneAt = updated + delay;
            timer = network.After(delay, static stream => ((MigrationTraffic)stream!).Drain(), this);
        }
    }

    private void Begin()
    {
        if (!IsIdle)
        {
            throw new InvalidOperationException("The stream is still sending.");
        }

        Advance();
        IsIdle = false;
        network.Touch(this);
    }

    private void Drain()
    {
        Stop();
        Drained?.Invoke();
    }
}
