using System.Text;
using Simulator.Scenarios;
using Simulator.Scenarios.Format;

namespace Simulator.Fuzzing;

/// <summary>Writes a drawn case as a scenario, which is all that a run of it needs.</summary>
internal static class FuzzYaml
{
    /// <summary>The scenario's text.</summary>
    public static string Write(FuzzCase drawn)
    {
        StringBuilder text = new();
        text.Append(FormattableString.Invariant($"name: fuzz-{drawn.Seed}\nrelease: \"{drawn.Release}\"\nseed: {drawn.Seed}\n"));
        text.Append(FormattableString.Invariant($"duration: {drawn.Duration}s\nsample-every: {drawn.Duration}s\n"));
        text.Append("controller:\n  nova_conf: |\n");
        Indent(text, "    ", FuzzCatalogue.ControllerConfiguration(drawn));
        WriteHosts(text, drawn);
        text.Append("flavors:\n");
        foreach ((string name, string value) in FuzzCatalogue.Flavors.Where(flavor => IsUsed(drawn, flavor.Key)))
        {
            text.Append(FormattableString.Invariant($"  {name}: {value}\n"));
        }

        text.Append("images:\n  first: { disk_format: qcow2 }\n  second: { disk_format: qcow2 }\n");
        if (drawn.Servers.Any(server => server.IsApart))
        {
            text.Append("server-groups:\n  apart: { policy: anti-affinity }\n");
        }

        WritePorts(text, drawn);
        text.Append("workload:\n  - name: fuzz\n    requests:\n");
        foreach (FuzzServer server in drawn.Servers)
        {
            WriteServer(text, server);
        }

        if (drawn.Steps.Count > 0)
        {
            text.Append("operations:\n");
        }

        foreach (FuzzStep step in drawn.Steps)
        {
            WriteStep(text, step);
        }

        foreach (string section in drawn.Sections)
        {
            text.Append(FuzzSections.TextOf(section)).Append('\n');
        }

        return text.ToString();
    }

    private static void WriteHosts(StringBuilder text, FuzzCase drawn)
    {
        text.Append("hardware:\n");
        foreach (FuzzHost host in drawn.Hosts)
        {
            text.Append(FormattableString.Invariant($"  {host.Name}-machine:\n    numa_nodes_per_socket: {host.Nodes}\n"));
            text.Append(FormattableString.Invariant($"    cores_per_node: {host.CoresPerNode}\n    memory_per_node: 32 GiB\n"));
            text.Append("    hugepages: { 1 GiB: 8 }\n    iommu: on\n");
            if (host.Cards.Count > 0)
            {
                text.Append("    pci:\n");
                Indent(text, "      - ", string.Join('\n', host.Cards.Select(FuzzCatalogue.Card)));
            }
        }

        text.Append("hosts:\n");
        foreach (FuzzHost host in drawn.Hosts)
        {
            text.Append(FormattableString.Invariant($"  - name: {host.Name}\n    hardware: {host.Name}-machine\n"));
            text.Append(host.Release is { } release ? $"    release: \"{release}\"\n" : "").Append("    nova_conf: |\n");
            Indent(text, "      ", FuzzCatalogue.HostConfiguration(drawn, host));
        }
    }

    private static void WritePorts(StringBuilder text, FuzzCase drawn)
    {
        if (drawn.Ports.Count == 0)
        {
            return;
        }

        text.Append("networks:\n  left: { network_type: vlan, physical_network: physnet1, segmentation_id: 42 }\nports:\n");
        foreach (FuzzPort port in drawn.Ports)
        {
            text.Append($"  {port.Name}: {{ network: left, vnic_type: {port.VnicType} }}\n");
        }
    }

    private static void WriteServer(StringBuilder text, FuzzServer server)
    {
        text.Append(FormattableString.Invariant($"      - {{ at: {server.At}s, name: {server.Name}, flavor: {server.Flavor}"));
        text.Append(server.Lifetime is { } lifetime ? FormattableString.Invariant($", lifetime: {lifetime}s") : "");
        text.Append(server.IsApart ? ", group: apart" : "");
        text.Append(server.Ports.Count > 0 ? $", ports: [{string.Join(", ", server.Ports)}]" : "");
        text.Append(server.Faults.Count > 0 ? $", fail: {Fail(server.Faults)}" : "").Append(" }\n");
    }

    private static void WriteStep(StringBuilder text, FuzzStep step)
    {
        Operation operation = step.Operation;
        text.Append(FormattableString.Invariant($"  - at: {operation.At.TotalSeconds}s\n    {operation.Kind.ToName()}: {operation.Target}\n"));
        Add(text, "host", operation.Host);
        Add(text, "flavor", operation.Flavor);
        Add(text, "image", operation.Image);
        Add(text, "port", operation.Port);
        Add(text, "amount", operation.Kind == OperationKind.Reserve ? FormattableString.Invariant($"{operation.Amount}") : null);
        Add(text, "forced-down", operation.ForcedDown ? "true" : null);
        Add(text, "downtime", operation.Downtime > TimeSpan.Zero ? FormattableString.Invariant($"{operation.Downtime.TotalSeconds}s") : null);
        Add(text, "fail", operation.Faults.Count > 0 ? Fail(operation.Faults) : null);
        Add(text, "release", step.Release is { } release ? $"\"{release}\"" : null);
        if (step.Specs is { } specs)
        {
            text.Append("    nova_conf: |\n");
            Indent(text, "      ", FuzzCatalogue.PciConfiguration(specs, step.Reports));
        }
    }

    private static void Add(StringBuilder text, string key, string? value)
    {
        if (value is not null)
        {
            text.Append("    ").Append(key).Append(": ").Append(value).Append('\n');
        }
    }

    /// <summary>The value of <c>fail:</c>.</summary>
    private static string Fail(IEnumerable<PlannedFault> faults) => "{ " + string.Join(", ", faults
        .GroupBy(fault => fault.Point)
        .Select(point => $"{FaultFormat.NameOf(point.Key)}: [{string.Join(", ", point.Select(fault => fault.Host).Distinct())}]")) + " }";

    private static bool IsUsed(FuzzCase drawn, string flavor) => drawn.Servers.Any(server => server.Flavor == flavor)
        || drawn.Steps.Any(step => step.Operation.Flavor == flavor);

    private static void Indent(StringBuilder text, string indent, string lines)
    {
        foreach (string line in lines.TrimEnd('\n').Split('\n'))
        {
            text.Append(indent).Append(line).Append('\n');
        }
    }
}
