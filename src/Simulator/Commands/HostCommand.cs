using System.CommandLine;
using Model;
using Model.Compute;
using Model.Hardware;
using Simulator.Flows;
using Simulator.Scenarios;
using Simulator.Topologies;

namespace Simulator.Commands;

/// <summary><c>host SCENARIO HOST</c>: show one host as a tree, as its providers in Placement, or export its sysfs.</summary>
internal static class HostCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> source = new("SCENARIO") { Description = "A scenario file; or a capture (folder, .tar.xz, .tar.gz) or hwloc XML file." };
        Argument<string?> host = new("HOST")
        {
            Description = "The host's name; not needed for a capture, or when the scenario has only one.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> tree = new("--tree") { Description = "CPUs, memory and PCI functions as a tree (the default)." };
        Option<bool> providers = new("--providers") { Description = "The host's resource providers as Placement would hold them." };
        Option<string?> sysfs = new("--sysfs") { Description = "Write a sysfs tree that lspci and hwloc can read.", HelpName = "DIR" };
        Command command = new("host", "Show one host, or export it as a sysfs tree.") { source, host, tree, providers, sysfs };
        command.Validators.Add(result =>
        {
            if (new Option[] { tree, providers, sysfs }.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
            {
                result.AddError("say only one of --tree, --providers and --sysfs");
            }
        });
        command.SetAction(parsed => Show(
            terminal, parsed.GetRequiredValue(source), parsed.GetValue(host), parsed.GetValue(providers), parsed.GetValue(sysfs)));
        return command;
    }

    private static int Show(Terminal terminal, string source, string? name, bool providers, string? sysfs)
    {
        if (!IsScenario(source))
        {
            return ShowCapture(terminal, source, name, providers, sysfs);
        }

        if (!ScenarioInput.TryLoad(terminal, source, out Scenario scenario))
        {
            return ExitCodes.BadInput;
        }

        HostDefinition? host = scenario.Hosts.FirstOrDefault(host => name is null ? scenario.Hosts.Count == 1 : host.Name == name);
        if (host is null)
        {
            string known = scenario.Hosts.Count > 8
                ? $"{scenario.Hosts[0].Name} … {scenario.Hosts[^1].Name} ({scenario.Hosts.Count} hosts)"
                : string.Join(", ", scenario.Hosts.Select(known => known.Name));
            string nearest = name is null ? "" : Nearest(name, scenario);
            terminal.Error.WriteLine(name is null
                ? $"error: the scenario has several hosts, name one: {known}"
                : $"error: the scenario has no host '{name}'{nearest}; it has {known}");
            return ExitCodes.BadInput;
        }

        if (providers)
        {
            return ShowProviders(terminal, source, scenario, host);
        }

        return ShowHardware(terminal, host.Hardware, sysfs);
    }

    private static int ShowCapture(Terminal terminal, string source, string? name, bool providers, string? sysfs)
    {
        if (name is not null)
        {
            terminal.Error.WriteLine($"error: {source} is a capture of one machine; it has no host '{name}'");
            return ExitCodes.BadInput;
        }

        if (providers)
        {
            terminal.Error.WriteLine("error: --providers needs a scenario: what Placement holds depends on the host's nova.conf");
            return ExitCodes.BadInput;
        }

        try
        {
            HostDescription description = TopologyFile.Load(source);
            foreach (string warning in description.Warnings)
            {
                terminal.Error.WriteLine($"warning: {warning}");
            }

            return ShowHardware(terminal, description.Hardware, sysfs);
        }
        catch (Exception exception) when (exception is HardwareException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"{source}: error: {exception.Message}");
            return ExitCodes.BadInput;
        }
    }

    private static int ShowHardware(Terminal terminal, HostHardware hardware, string? sysfs)
    {
        if (sysfs is null)
        {
            HostTreeRenderer.Render(hardware, terminal.Out);
            return ExitCodes.Ok;
        }

        try
        {
            TopologyFile.ExportSysfs(hardware, sysfs);
        }
        catch (Exception exception) when (exception is HardwareException or IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"error: cannot write the sysfs tree to '{sysfs}': {exception.Message}");
            return ExitCodes.BadInput;
        }

        terminal.Out.WriteLine($"Wrote {sysfs}. Read it with:");
        terminal.Out.WriteLine($"  lspci -A linux-sysfs -O sysfs.path={Path.Combine(sysfs, "sys", "bus", "pci")} -tv");
        terminal.Out.WriteLine($"  hwloc-info --input {sysfs}");
        return ExitCodes.Ok;
    }

    private static int ShowProviders(Terminal terminal, string source, Scenario scenario, HostDefinition host)
    {
        try
        {
            terminal.Out.Write(ProviderTreeText.Of(scenario with { Hosts = [host], Arrivals = [], Requests = [], Operations = [] }));
            return ExitCodes.Ok;
        }
        catch (CloudStartException exception)
        {
            ScenarioInput.Print(terminal, source, exception);
            return ExitCodes.BadInput;
        }
    }

    private static bool IsScenario(string path) =>
        Path.GetExtension(path) is ".yaml" or ".yml" || (!File.Exists(path) && !Directory.Exists(path));

    private static string Nearest(string name, Scenario scenario)
    {
        string? nearest = Model.Diagnostics.NearestName.Find(name, scenario.Hosts.Select(host => host.Name));
        return nearest is null ? "" : $" (did you mean '{nearest}'?)";
    }
}
