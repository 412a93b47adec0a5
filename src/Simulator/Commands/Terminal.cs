using Simulator.Flows;

namespace Simulator.Commands;

/// <summary>Where a command writes and how it learns of Ctrl-C; tests hand in their own.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Diagnostics.</param>
/// <param name="IsInteractive">Whether <paramref name="Out"/> is a terminal that can show a live progress bar.</param>
/// <param name="Interrupted">Cancelled by Ctrl-C.</param>
public sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive, System.Threading.CancellationToken Interrupted)
{
    /// <summary>Told of every run before it starts, or null; by it tests put a defect into runs and see that it is found.</summary>
    internal Action<CloudRun>? Prepares { get; init; }
}
