namespace Simulator.KernelSimSharp;

/// <summary>
/// What Simulator.Kernel has beyond SimSharp, expressed with what SimSharp can do, so that flows compile against both engines.
/// </summary>
public static class SimulationAdditions
{
    extension(Simulation environment)
    {
        /// <summary>Ticks of 100 ns since the start.</summary>
        public long NowTicks => (environment.Now - environment.StartDate).Ticks;

        /// <summary>A timeout for the running process alone. SimSharp has no pool: an ordinary timeout.</summary>
        public Timeout Sleep(TimeSpan delay) => environment.Timeout(delay);

        /// <summary>Calls back after a delay, through a timeout.</summary>
        /// <returns>A handle to suppress the call; the timeout itself stays on SimSharp's schedule.</returns>
        public TimerHandle Schedule(TimeSpan delay, Action<object?> callback, object? state = null, int priority = 0)
        {
            ScheduledCall call = new(callback, state);
            environment.Timeout(delay, priority).AddCallback(_ => call.Happen());
            return new TimerHandle(call);
        }
    }

    extension(Timeout timeout)
    {
        /// <summary>SimSharp cannot withdraw a timeout: it stays on the schedule, and nobody should listen to it any more.</summary>
        /// <returns>False if the timeout had already happened.</returns>
        public bool Cancel() => !timeout.IsProcessed;
    }

    extension(Condition condition)
    {
        /// <summary>SimSharp cannot withdraw timeouts: the losers stay on the schedule.</summary>
        public void WithdrawLosers() => ArgumentNullException.ThrowIfNull(condition);
    }

    extension(Process process)
    {
        /// <summary>SimSharp's processes have no names: does nothing.</summary>
        public Process WithName(string name)
        {
            ArgumentNullException.ThrowIfNull(name);
            return process;
        }
    }
}
