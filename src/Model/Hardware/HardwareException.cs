namespace Model.Hardware;

/// <summary>
/// A description of a machine that cannot be used: a capture, an XML file or a template. The message says what is wrong,
/// where, and what was expected, in words for the person who wrote or captured it.
/// </summary>
public sealed class HardwareException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What is wrong and what was expected.</param>
    public HardwareException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error from a lower one.</summary>
    /// <param name="message">What is wrong and what was expected.</param>
    /// <param name="inner">The lower error.</param>
    public HardwareException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
