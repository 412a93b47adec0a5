using System.CommandLine;
using Simulator.Scenarios;

namespace Simulator.Commands;

/// <summary><c>schema</c>: print the JSON Schema of the scenario format, for editors.</summary>
internal static class SchemaCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Command command = new("schema", "Print the JSON Schema of the scenario format, for editors.");
        command.SetAction(_ =>
        {
            terminal.Out.WriteLine(ScenarioSchema.Write().TrimEnd());
            return ExitCodes.Ok;
        });
        return command;
    }
}
