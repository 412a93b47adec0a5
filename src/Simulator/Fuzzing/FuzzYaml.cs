using System.Text;

namespace Simulator.Fuzzing;

/// <summary>Writes a drawn case as a scenario.</summary>
internal static class FuzzYaml
{
    /// <summary>The scenario's text: the cloud and the servers that are asked for.</summary>
    public static string Write(FuzzCase drawn)
    {
        StringBuilder text = new();
        text.Append(FormattableString.Invariant($"name: fuzz-{drawn.Seed}\nrelease: \"{drawn.Release}\"\nseed: {drawn.Seed}\n"));
        text.Append(FormattableString.Invariant($"duration: {drawn.Duration}s\nsample-every: {drawn.Duration}s\n"));
        text.Append("controller:\n  nova_conf: |\n");
        Indent(text, "    ", FuzzCatalogue.ControllerConfiguration(drawn));
        text.Append("hardware:\n");
        foreach (FuzzHost host in drawn.Hosts)
        {
            text.Append(FormattableString.Invariant($"  {host.Name}-machine:\n    numa_nodes_per_socket: {host.Nodes}\n"));
            text.Append(FormattableString.Invariant($"    cores_per_node: {host.CoresPerNode}\n    memory_per_node: 32 GiB\n"));
            if (host.Cards.Count > 0)
            {
                text.Append("    pci:\n");
                Indent(text, "      - ", string.Join('\n', host.Cards.Select(FuzzCatalogue.Card)));
            }
        }

        text.Append("hosts:\n");
        foreach (FuzzHost host in drawn.Hosts)
        {
            text.Append(FormattableString.Invariant($"  - name: {host.Name}\n    hardware: {host.Name}-machine\n    nova_conf: |\n"));
            Indent(text, "      ", FuzzCatalogue.HostConfiguration(drawn, host, host.Specs));
        }

        text.Append("flavors:\n");
        foreach ((string name, string value) in FuzzCatalogue.Flavors.Where(flavor => IsUsed(drawn, flavor.Key)))
        {
            text.Append(FormattableString.Invariant($"  {name}: {value}\n"));
        }

        text.Append("images:\n  first: { disk_format: qcow2 }\n  second: { disk_format: qcow2 }\n");
        text.Append("workload:\n  - name: fuzz\n    requests:\n");
        foreach (FuzzServer server in drawn.Servers)
        {
            text.Append(FormattableString.Invariant($"      - {{ at: {server.At}s, name: {server.Name}, flavor: {server.Flavor} }}\n"));
        }

        return text.ToString();
    }

    private static bool IsUsed(FuzzCase drawn, string flavor) => drawn.Servers.Any(server => server.Flavor == flavor)
        || drawn.Steps.Any(step => step.Verb == FuzzVerb.Resize && step.Value == flavor);

    private static void Indent(StringBuilder text, string indent, string lines)
    {
        foreach (string line in lines.TrimEnd('\n').Split('\n'))
        {
            text.Append(indent).Append(line).Append('\n');
        }
    }
}
