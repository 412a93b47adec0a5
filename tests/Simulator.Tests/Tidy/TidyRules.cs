using System.Text.RegularExpressions;

namespace Simulator.Tests.Tidy;

/// <summary>The house rules that can be read off the text.</summary>
public static class TidyRules
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<TidyRule> All { get; } =
    [
        Ban("wall clock", @"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bStopwatch\b|\bEnvironment\.TickCount", "simulated time",
            path => IsSource(path) && !IsShell(path)),
        Ban("unseeded randomness", @"\bRandom\.Shared\b|\bnew Random\b|\bRandomNumberGenerator\b|\bGuid\.NewGuid\b",
            "a named stream of Simulator.Randomness, or an id derived from names", IsSource),
        Ban("console output", @"\bConsole\.|\bAnsiConsole\b", "a result, a diagnostic or a TextWriter handed in",
            path => IsSource(path) && !IsShell(path)),
        Ban("threads in the model", @"\bTask\.Run\b|\bParallel\.|\bThread\b|\bThreadPool\b|\.AsParallel\(", "one thread",
            path => IsModel(path) || path.StartsWith("src/Simulator/Flows/", StringComparison.Ordinal)),
        Ban("single precision", @"\bfloat\b", "double", IsSource),
        Ban("current culture", @"\bCultureInfo\.(CurrentCulture|CurrentUICulture)\b", "CultureInfo.InvariantCulture", IsSource),
        Ban("the model reaching up", @"\busing Simulator\b|\bSimulator\.(Kernel|Flows|Scenarios|Metrics|Reports|Commands)\b",
            "a type of Model", IsModel),
        Ban("files in the model", @"\bFile\.|\bDirectory\.|\bFileStream\b|\bHttpClient\b", "text or an abstraction handed in",
            IsModel),
        Ban("leftover", @"\bNotImplementedException\b", "leave the thing out, or build it",
            path => path.EndsWith(".cs", StringComparison.Ordinal)),
        Ban("region", @"^\s*#region\b", "a smaller file", IsSource),
    ];

    /// <summary>Whether the file is product code.</summary>
    public static bool IsSource(string path) => path.StartsWith("src/", StringComparison.Ordinal);

    /// <summary>Whether the file belongs to the deciding half.</summary>
    public static bool IsModel(string path) => path.StartsWith("src/Model/", StringComparison.Ordinal);

    /// <summary>Whether the file is part of the command line, which alone may use the console and the real clock.</summary>
    private static bool IsShell(string path) =>
        path.StartsWith("src/Simulator/Commands/", StringComparison.Ordinal) || path == "src/Simulator/Program.cs";

    private static TidyRule Ban(string name, string pattern, string instead, Func<string, bool> applies) =>
        new(name, new Regex(pattern, RegexOptions.CultureInvariant), instead, applies);
}
