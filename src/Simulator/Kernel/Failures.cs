namespace Simulator.Kernel;

/// <summary>Words for what went wrong inside a run.</summary>
internal static class Failures
{
    /// <summary>Name of a generator method, taken from the class the compiler made of it.</summary>
    public static string NameOf(object generator)
    {
        // The compiler names the class <Method>d__7; a local function's is <<Outer>g__Inner|0_1>d.
        string type = generator.GetType().Name;
        int local = type.IndexOf("g__", StringComparison.Ordinal);
        if (local >= 0)
        {
            int bar = type.IndexOf('|', local);
            return bar > local ? type[(local + 3)..bar] : type[(local + 3)..];
        }

        int open = type.LastIndexOf('<');
        int close = type.IndexOf('>');
        return open >= 0 && close > open + 1 ? type[(open + 1)..close] : type;
    }

    /// <summary>The exception for a failed event that nobody listens to.</summary>
    public static ProcessFailedException Unhandled(Event @event)
    {
        string name = @event is Process process ? process.Name : $"({@event.GetType().Name})";
        object? cause = @event.Value;
        string reason = cause switch
        {
            null => "no cause was given",
            Exception exception => exception.Message,
            _ => Convert.ToString(cause, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        };

        return new ProcessFailedException(name, @event.Environment.Now, $"nobody handles the failure ({reason}).", cause as Exception);
    }
}
