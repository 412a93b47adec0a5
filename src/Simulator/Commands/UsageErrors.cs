using System.CommandLine;
using System.CommandLine.Parsing;
using Model.Diagnostics;

namespace Simulator.Commands;

/// <summary>Says what is wrong with a command line: what was found, what is expected, the nearest name, and where to read more.</summary>
internal static class UsageErrors
{
    /// <summary>Prints every mistake of a command line to the error stream.</summary>
    /// <param name="terminal">Where to print.</param>
    /// <param name="root">The program's command.</param>
    /// <param name="parsed">A command line with mistakes.</param>
    public static void Tell(Terminal terminal, RootCommand root, ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string name = command == root ? root.Name : $"{root.Name} {command.Name}";
        List<string> told = command == root ? [NoVerb(root, parsed)] : [.. OfVerb(command, parsed)];
        foreach (string problem in told)
        {
            terminal.Error.WriteLine($"error: {problem}");
        }

        terminal.Error.WriteLine($"See: {name} --help");
    }

    private static string NoVerb(RootCommand root, ParseResult parsed)
    {
        string[] verbs = [.. root.Subcommands.Select(verb => verb.Name)];
        string known = $"the verbs are {string.Join(", ", verbs)}";
        return parsed.UnmatchedTokens.Count == 0
            ? $"say what to do; {known}"
            : $"there is no verb '{parsed.UnmatchedTokens[0]}'{Nearest(parsed.UnmatchedTokens[0], verbs.Append("--help"))}; {known}";
    }

    private static IEnumerable<string> OfVerb(Command command, ParseResult parsed)
    {
        // The value of an option that does not exist stands alone, too; only the option is worth a word.
        string? unknown = parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-'));
        if (unknown is not null)
        {
            string[] known = [.. command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Where(name => name.StartsWith("--"))];
            yield return $"{command.Name} has no option '{unknown}'{Nearest(unknown, known)}; it has {string.Join(", ", known)}";
        }
        else if (parsed.UnmatchedTokens.Count > 0)
        {
            string takes = string.Join(" and ", command.Arguments.Select(argument => argument.HelpName ?? argument.Name));
            yield return takes.Length == 0
                ? $"{command.Name} takes options only, no '{parsed.UnmatchedTokens[0]}'"
                : $"'{parsed.UnmatchedTokens[0]}' is too much: {command.Name} takes one {takes}";
        }

        foreach (ParseError error in parsed.Errors)
        {
            if (Text(error) is { } text && !parsed.UnmatchedTokens.Any(token => text.Contains($"'{token}'", StringComparison.Ordinal)))
            {
                yield return text;
            }
        }
    }

    private static string? Text(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option when error.Message.StartsWith("Required", StringComparison.Ordinal) =>
            $"{option.Option.Name} needs a value, {option.Option.HelpName}",
        OptionResult { Tokens.Count: > 0 } option when error.Message.StartsWith("Cannot parse", StringComparison.Ordinal) =>
            $"{option.Option.Name} takes {Expected(option.Option)}, not '{option.Tokens[^1].Value}'{NearestChoice(option)}",
        ArgumentResult argument when error.Message.StartsWith("Required", StringComparison.Ordinal) =>
            $"a {argument.Argument.HelpName ?? argument.Argument.Name} is needed: {argument.Argument.Description}",
        _ => error.Message,
    };

    private static string Expected(Option option)
    {
        Type plain = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
        return plain == typeof(double) ? "a number"
            : plain == typeof(int) ? FormattableString.Invariant($"a whole number up to {int.MaxValue:N0}")
            : plain == typeof(long) ? "a whole number"
            : option.HelpName?.Replace("|", " or ", StringComparison.Ordinal) ?? "something else";
    }

    private static string NearestChoice(OptionResult option) => option.Option.ValueType.IsEnum
        ? Nearest(option.Tokens[^1].Value, Enum.GetNames(option.Option.ValueType).Select(name => name.ToLowerInvariant()))
        : string.Empty;

    private static string Nearest(string name, IEnumerable<string> known) =>
        NearestName.Find(name, known) is { } nearest ? $" (did you mean '{nearest}'?)" : string.Empty;
}
