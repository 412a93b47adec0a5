using System.CommandLine;
using Simulator.Flows;

namespace Simulator.Commands;

/// <summary>The command line: one verb a class, wired together here.</summary>
public static class CommandLine
{
    /// <summary>Runs one command and returns its exit code (see <see cref="ExitCodes"/>).</summary>
    /// <param name="arguments">What follows the program's name.</param>
    /// <param name="terminal">Where to write, and how to be interrupted.</param>
    public static int Run(string[] arguments, Terminal terminal)
    {
        RootCommand root = new("Simulates an OpenStack cloud: Nova's scheduler, Placement and PCI passthrough, on synthetic hosts.")
        {
            RunCommand.Create(terminal),
            CheckCommand.Create(terminal),
            TestCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            CompareCommand.Create(terminal),
            PlanCommand.Create(terminal),
            FuzzCommand.Create(terminal),
            HostCommand.Create(terminal),
            SchemaCommand.Create(terminal),
            InitCommand.Create(terminal),
        };
        ParseResult parsed = root.Parse(arguments);
        InvocationConfiguration configuration = new()
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            int code = parsed.Invoke(configuration);
            return parsed.Errors.Count > 0 ? ExitCodes.BadInput : code;
        }
        catch (Exception exception) when (exception is InvariantException or ProcessFailedException)
        {
            terminal.Error.WriteLine($"internal error (please report it with the scenario): {exception}");
            return ExitCodes.InternalError;
        }
    }
}
