namespace Simulator.Kernel;

/// <summary>A step was asked for although nothing is scheduled.</summary>
public sealed class EmptyScheduleException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    public EmptyScheduleException()
        : base("There are no scheduled events left.")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    public EmptyScheduleException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public EmptyScheduleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
