using System.Globalization;
using Simulator.Flows;

namespace Simulator.Commands;

/// <summary>Tells of a run in which an invariant broke, and how to see it again.</summary>
internal static class BrokenRule
{
    /// <summary>The broken invariant behind an error, or null when it is another error.</summary>
    public static InvariantException? Find(Exception exception) => exception.GetBaseException() as InvariantException;

    /// <summary>Writes the whole story to the error stream.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="broken">What broke.</param>
    /// <param name="path">The scenario file.</param>
    /// <param name="scenario">The scenario that was run.</param>
    /// <param name="overrides">Values that replaced the file's, as PATH=VALUE.</param>
    /// <returns>The exit code.</returns>
    public static int Tell(
        Terminal terminal, InvariantException broken, string path, Scenarios.Scenario scenario, IReadOnlyList<string> overrides)
    {
        TextWriter error = terminal.Error;
        error.WriteLine($"error: an invariant broke: {broken.Rule}");
        string seconds = broken.At.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture);
        error.WriteLine(FormattableString.Invariant($"  when:  {broken.At} ({seconds} s) of {scenario.Name}, seed {scenario.Seed}"));
        WriteIf(error, "  host:  ", broken.Host);
        WriteIf(error, "  server: ", broken.Server);
        error.WriteLine($"  what:  {broken.What}");
        WriteIf(error, "  last:  ", broken.LastTouch);

        // What broke before the end breaks as well when the run ends right after it.
        string length = broken.At < scenario.Duration && !overrides.Any(item => item.StartsWith("duration=", StringComparison.Ordinal))
            ? string.Create(CultureInfo.InvariantCulture, $" --set duration={Math.Ceiling(broken.At.TotalSeconds) + 1}s")
            : "";
        string set = string.Concat(overrides.Select(item => $" --set \"{item}\""));
        error.WriteLine(FormattableString.Invariant($"Again: simulator run --check-invariants \"{path}\" --seed {scenario.Seed}{set}{length}"));
        error.WriteLine("No results were written. This is a bug of the simulator: please report it with the scenario.");
        return ExitCodes.InternalError;
    }

    private static void WriteIf(TextWriter error, string label, string? text)
    {
        if (text is not null)
        {
            error.WriteLine(label + text);
        }
    }
}
