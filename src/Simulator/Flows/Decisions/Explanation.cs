using Model.Diagnostics;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows.Decisions;

/// <summary>Runs a scenario in order to tell how decisions were made.</summary>
public static class Explanation
{
    // The run can end after each of so many parts.
    private const int Parts = 5000;

    /// <summary>Tells of one server and ends the run as soon as it is known where the server went.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="name">The server's name.</param>
    /// <param name="output">Where to tell.</param>
    /// <param name="interrupted">Ends the run early.</param>
    /// <returns>What is wrong with the name, or null when the server was explained.</returns>
    /// <exception cref="CloudStartException">A service refuses its configuration.</exception>
    public static string? OfServer(Scenario scenario, string name, TextWriter output, System.Threading.CancellationToken interrupted)
    {
        using System.Threading.CancellationTokenSource done = System.Threading.CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        CloudRun run = new(scenario, new RunOptions());
        bool found = false;
        run.Context.Decisions.Listener = decision =>
        {
            if (decision.Server.Record.Name == name)
            {
                output.Write(DecisionText.Of(run.Context, run.Scheduler, decision));
                found = true;
                done.Cancel();
            }
        };
        RunResult result = run.Run(Parts, _ => { }, done.Token);
        if (found)
        {
            return null;
        }

        if (result.Servers.Any(server => server.Name == name))
        {
            return $"server '{name}' was asked for, but the run ended before it was decided where it goes";
        }

        string? nearest = NearestName.Find(name, result.Servers.Select(server => server.Name));
        return $"nobody asks for a server '{name}' in this scenario" + (nearest is null ? "" : $" (did you mean '{nearest}'?)");
    }

    /// <summary>Tells of every server that was refused for good, in the order of time.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="output">Where to tell.</param>
    /// <param name="interrupted">Ends the run early.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="CloudStartException">A service refuses its configuration.</exception>
    public static int OfFailures(Scenario scenario, TextWriter output, System.Threading.CancellationToken interrupted)
    {
        CloudRun run = new(scenario, new RunOptions());
        int count = 0;
        run.Context.Decisions.Listener = decision =>
        {
            if (decision.Refusal is not null)
            {
                output.Write(DecisionText.Of(run.Context, run.Scheduler, decision));
                output.Write('\n');
                count++;
            }
        };
        run.Run(Parts, _ => { }, interrupted);
        return count;
    }
}
