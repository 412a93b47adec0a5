using System.CommandLine;
using Simulator.Scenarios;
using Simulator.Studies;

namespace Simulator.Commands;

/// <summary><c>schema [KIND]</c>: print the JSON Schema of a file format, for editors.</summary>
internal static class SchemaCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> kind = new("KIND")
        {
            Description = "What files: scenario, study (of compare) or plan.",
            DefaultValueFactory = _ => "scenario",
        };
        kind.Validators.Add(VerbOptions.OneOf("scenario", "study", "plan"));
        Command command = new("schema", "Print the JSON Schema of a file format, for editors.") { kind };
        command.SetAction(parsed =>
        {
            string text = parsed.GetRequiredValue(kind) switch
            {
                "study" => StudySchema.OfStudies(),
                "plan" => StudySchema.OfPlans(),
                _ => ScenarioSchema.Write(),
            };
            terminal.Out.WriteLine(text.TrimEnd());
            return ExitCodes.Ok;
        });
        return command;
    }
}
