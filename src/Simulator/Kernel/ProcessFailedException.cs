namespace Simulator.Kernel;

/// <summary>A process threw, or failed with nobody waiting for it; the run stops.</summary>
public sealed class ProcessFailedException : InvalidOperationException
{
    /// <summary>Creates the exception without details.</summary>
    public ProcessFailedException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public ProcessFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public ProcessFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ProcessFailedException(string process, DateTime time, string reason, Exception? cause)
        : base(FormattableString.Invariant($"Process {process} failed at {time:yyyy-MM-dd HH:mm:ss.fffffff}: {reason}"), cause)
    {
        ProcessName = process;
        Time = time;
    }

    /// <summary>Name of the process that failed, or of the kind of event if no process was involved.</summary>
    public string ProcessName { get; } = "";

    /// <summary>Simulated time of the failure.</summary>
    public DateTime Time { get; }
}
