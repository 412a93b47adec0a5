using System.CommandLine;
using System.CommandLine.Help;
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
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        }

        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            UsageErrors.Tell(terminal, root, parsed);
            return ExitCodes.BadInput;
        }

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
            terminal.Out.Flush();
            return code;
        }
        catch (Exception exception) when (exception is InvariantException or ProcessFailedException)
        {
            terminal.Error.WriteLine($"internal error (please report it with the scenario): {exception}");
            return ExitCodes.InternalError;
        }
        catch (IOException exception)
        {
            // What commands read and write they guard themselves: this is the output stream, a full disk behind it, for example.
            terminal.Error.WriteLine($"error: cannot write: {exception.Message}");
            return ExitCodes.BadInput;
        }
    }
}
