using System.CommandLine;
using Simulator.Flows;
using Simulator.Flows.Decisions;
using Simulator.Scenarios;

namespace Simulator.Commands;

/// <summary><c>explain SCENARIO (--instance NAME | --all-failures)</c>: why a server went where it went, or nowhere.</summary>
internal static class ExplainCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> scenario = new("SCENARIO") { Description = "The scenario file." };
        Option<string?> instance = new("--instance") { Description = "The server to explain, for example web-12.", HelpName = "NAME" };
        Option<bool> failures = new("--all-failures") { Description = "Explain every server that found no host." };
        Command command = new("explain", "Tell why a server went where it went, or nowhere, and what would have helped.")
        {
            scenario, instance, failures,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(instance) is null) == !result.GetValue(failures))
            {
                result.AddError("say either --instance NAME or --all-failures");
            }
        });
        command.SetAction(parsed => Run(terminal, parsed.GetRequiredValue(scenario), parsed.GetValue(instance)));
        return command;
    }

    private static int Run(Terminal terminal, string path, string? instance)
    {
        if (!ScenarioInput.TryLoad(terminal, path, out Scenario scenario))
        {
            return ExitCodes.BadInput;
        }

        try
        {
            if (instance is null)
            {
                int count = Explanation.OfFailures(scenario, terminal.Out, terminal.Interrupted);
                string soFar = terminal.Interrupted.IsCancellationRequested ? " until the run was interrupted" : string.Empty;
                terminal.Out.WriteLine(FormattableString.Invariant($"Servers refused{soFar}: {count}"));
            }
            else if (Explanation.OfServer(scenario, instance, terminal.Out, terminal.Interrupted) is { } problem
                && !terminal.Interrupted.IsCancellationRequested)
            {
                terminal.Error.WriteLine($"error: {problem}");
                return ExitCodes.BadInput;
            }
        }
        catch (CloudStartException exception)
        {
            ScenarioInput.Print(terminal, path, exception);
            return ExitCodes.BadInput;
        }

        return terminal.Interrupted.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Ok;
    }
}
