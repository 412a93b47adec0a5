namespace Simulator.Kernel;

/// <summary>What puts into and gets from containers and stores have in common.</summary>
public abstract class WaitingEvent : Event
{
    private readonly long ticks;

    private protected WaitingEvent(Simulation environment)
        : base(environment)
    {
        ticks = environment.NowTicks;
        Owner = environment.ActiveProcess;
    }

    /// <summary>When it was asked for.</summary>
    public DateTime Time => Environment.StartDate.AddTicks(ticks);

    /// <summary>The process that asked; null outside of processes.</summary>
    public Process? Owner { get; set; }

    /// <summary>Steps since it was asked for.</summary>
    internal double Waited => Environment.ToDouble(new TimeSpan(Environment.NowTicks - ticks));
}
