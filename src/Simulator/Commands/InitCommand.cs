using System.CommandLine;
using Simulator.Scenarios;

namespace Simulator.Commands;

/// <summary><c>init DIR</c>: write a commented starter scenario.</summary>
internal static class InitCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> folder = new("DIR") { Description = "The folder to write scenario.yaml to; made if needed." };
        Command command = new("init", "Write a commented starter scenario.") { folder };
        command.SetAction(parsed => Init(terminal, parsed.GetRequiredValue(folder)));
        return command;
    }

    private static int Init(Terminal terminal, string folder)
    {
        string target = Path.Combine(folder, ScenarioStarter.FileName);
        if (File.Exists(target))
        {
            terminal.Error.WriteLine($"error: {target} exists; nothing was written");
            return ExitCodes.BadInput;
        }

        try
        {
            ScenarioStarter.Create(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"error: cannot write {target}: {exception.Message}");
            return ExitCodes.BadInput;
        }

        terminal.Out.WriteLine($"Wrote {target}. Next: simulator run {target}");
        return ExitCodes.Ok;
    }
}
