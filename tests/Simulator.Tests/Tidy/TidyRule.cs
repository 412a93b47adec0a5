using System.Text.RegularExpressions;

namespace Simulator.Tests.Tidy;

/// <summary>A pattern that must not occur in source text, and what to write instead.</summary>
/// <param name="Name">Short name for the message.</param>
/// <param name="Pattern">Matched against each line with comments and string literals blanked.</param>
/// <param name="Instead">What to use.</param>
/// <param name="Applies">Whether the rule holds for a file, by its path from the repository's root with forward slashes.</param>
public sealed record TidyRule(string Name, Regex Pattern, string Instead, Func<string, bool> Applies);
