using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Simulator.Commands;

/// <summary>The help of a verb, followed by command lines to start from; that of the program ends with the exit codes.</summary>
/// <param name="inner">Writes the help itself.</param>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> Examples = new()
    {
        ["run"] =
        [
            "run scenarios/quickstart.yaml",
            "run scenarios/quickstart.yaml -o results/more --set duration=2d --set hosts[0].count=20 --seed 7",
            "run scenarios/quickstart.yaml --explain failures --format parquet",
        ],
        ["check"] = ["check scenarios"],
        ["test"] =
        [
            "test scenarios/guide --junit results/junit.xml",
            "test scenarios/quickstart.yaml --update-baselines",
        ],
        ["explain"] = ["explain scenarios/quickstart.yaml --instance training-72", "explain scenarios/quickstart.yaml --all-failures"],
        ["compare"] = ["compare scenarios/studies/numa-policy.yaml -j 2"],
        ["plan"] = ["plan scenarios/studies/vfs-per-port.yaml"],
        ["fuzz"] = ["fuzz --cases 100", "fuzz --seed 5000 --minutes 30"],
        ["host"] =
        [
            "host scenarios/quickstart.yaml gpu-01",
            "host scenarios/quickstart.yaml gpu-01 --providers",
            "host scenarios/topologies/r3-intel-2s24t-i350-8vf.tar.xz --sysfs results/r3",
        ],
        ["schema"] = ["schema > scenario.schema.json"],
        ["init"] = ["init my-cloud"],
    };

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = inner.Invoke(parseResult);
        TextWriter writer = parseResult.InvocationConfiguration.Output;
        Command command = parseResult.CommandResult.Command;
        if (Examples.TryGetValue(command.Name, out string[]? lines))
        {
            writer.WriteLine(lines.Length == 1 ? "Example:" : "Examples:");
            foreach (string line in lines)
            {
                writer.WriteLine($"  simulator {line}");
            }

            writer.WriteLine();
        }
        else
        {
            writer.WriteLine("Exit codes:");
            writer.WriteLine("  0 ok; 1 an expectation, baseline or objective is not met; 2 bad input, nothing was written;");
            writer.WriteLine("  3 a bug of the simulator; 130 interrupted, results so far are complete.");
            writer.WriteLine();
            writer.WriteLine("Start with:");
            writer.WriteLine("  simulator init my-cloud");
            writer.WriteLine("  simulator run my-cloud/scenario.yaml");
            writer.WriteLine();
        }

        return code;
    }
}
