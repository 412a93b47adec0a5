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
        text.Append(FormattableString.Invariant($"  schedulers: {{ count: {drawn.Workers}, view-age: {drawn.ViewAge}s }}\n"));
        WriteHosts(text, drawn);
        text.Append("flavors:\n");
        foreach ((string name, string value) in FuzzCatalogue.Flavors.Where(flavor => IsUsed(drawn, flavor.Key)))
        {
            text.Append(FormattableString.Invariant($"  {name}: {value}\n"));
        }

        text.Append("images:\n");
        foreach ((string name, string value) in FuzzCatalogue.Images)
        {
            text.Append($"  {name}: {value}\n");
        }

        text.Append(drawn.Servers.Any(server => server.IsGrouped) ? $"server-groups:\n  group: {{ policy: {drawn.GroupPolicy} }}\n" : "");
        text.Append(drawn.HasZone ? $"aggregates:\n  apart: {{ availability_zone: apart, hosts: {drawn.Hosts[0].Name} }}\n" : "");
        WritePorts(text, drawn);
        WriteWorkload(text, drawn);
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
            WriteMachine(text, host, "machine", host.Cards);
            if (drawn.Steps.Any(step => step.ExchangesMachine == true && step.Operation.Target == host.Name))
            {
                WriteMachine(text, host, "other", host.OtherCards);
            }
        }

        text.Append("hosts:\n");
        foreach ((int index, FuzzHost host) in drawn.Hosts.Index())
        {
            text.Append($"  - name: {host.Name}\n    hardware: {host.Name}-machine\n");
            text.Append(index % 2 == 0 ? "    rack: even\n" : "    rack: odd\n");
            text.Append(host.Release is { } release ? $"    release: \"{release}\"\n" : "").Append("    nova_conf: |\n");
            Indent(text, "      ", FuzzCatalogue.HostConfiguration(drawn, host));
        }
    }

    private static void WriteMachine(StringBuilder text, FuzzHost host, string name, IReadOnlyList<FuzzCard> cards)
    {
        text.Append(FormattableString.Invariant($"  {host.Name}-{name}:\n    numa_nodes_per_socket: {host.Nodes}\n"));
        text.Append(FormattableString.Invariant($"    cores_per_node: {host.CoresPerNode}\n    memory_per_node: 32 GiB\n"));
        text.Append("    hugepages: { 1 GiB: 8 }\n    iommu: on\n");
        if (cards.Count > 0)
        {
            text.Append("    pci:\n");
            Indent(text, "      - ", string.Join('\n', cards.Select(FuzzCatalogue.Card)));
        }
    }

    private static void WritePorts(StringBuilder text, FuzzCase drawn)
    {
        if (drawn.Ports.Count == 0 && !drawn.Servers.Any(server => server.HasNetwork))
        {
            return;
        }

        text.Append("networks:\n  left: { network_type: vlan, physical_network: physnet1, segmentation_id: 42 }\n");
        text.Append(drawn.Ports.Count > 0 ? "ports:\n" : "");
        foreach (FuzzPort port in drawn.Ports)
        {
            text.Append($"  {port.Name}: {{ network: left, vnic_type: {port.VnicType}");
            text.Append(port.Policy is { } policy ? $", numa_affinity_policy: {policy}" : "");
            text.Append(port.IsTrusted ? ", profile: { trusted: \"true\" }" : "").Append(" }\n");
        }
    }

    private static void WriteWorkload(StringBuilder text, FuzzCase drawn)
    {
        text.Append("workload:\n  - name: fuzz\n    requests:\n");
        foreach (FuzzServer server in drawn.Servers)
        {
            WriteServer(text, server);
        }

        if (drawn.HasArrivals)
        {
            text.Append("  - name: more\n    arrivals: { process: poisson, rate: 40/h }\n    limit: 12\n");
            text.Append($"    flavor: {FuzzCatalogue.Flavors[0].Key}\n    lifetime: {{ distribution: exponential, mean: 10 min }}\n");
        }
    }

    private static void WriteServer(StringBuilder text, FuzzServer server)
    {
        text.Append(FormattableString.Invariant($"      - {{ at: {server.At}s, name: {NameOf(server)}, flavor: {server.Flavor}"));
        text.Append(server.Image is { } image ? $", image: {image}" : "");
        text.Append(server.PlaceKey is { } key ? $", {key}: {server.Place}" : "");
        text.Append(server.HasNetwork ? ", networks: left" : "");
        text.Append(server.Lifetime is { } lifetime ? FormattableString.Invariant($", lifetime: {lifetime}s") : "");
        text.Append(server.IsGrouped ? ", group: group" : "");
        text.Append(server.Ports.Count > 0 ? $", ports: [{string.Join(", ", server.Ports)}]" : "");
        text.Append(server.Faults.Count > 0 ? $", fail: {Fail(server.Faults)}" : "").Append(" }\n");
    }

    /// <summary>The name, or the pattern of two names.</summary>
    private static string NameOf(FuzzServer server) => server.IsTwin ? $"\"{server.Name}-[1-2]\"" : server.Name;

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
        Add(text, "hardware", step.ExchangesMachine is { } isOther ? operation.Target + (isOther ? "-other" : "-machine") : null);
        if (step.Schedules is { } schedules)
        {
            text.Append("    nova_conf: |\n");
            Indent(text, "      ", FuzzCatalogue.SchedulingConfiguration(schedules, step.ResizesToSameHost));
        }

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
        || (drawn.HasArrivals && flavor == FuzzCatalogue.Flavors[0].Key)
        || drawn.Steps.Any(step => step.Operation.Flavor == flavor);

    private static void Indent(StringBuilder text, string indent, string lines)
    {
        foreach (string line in lines.TrimEnd('\n').Split('\n'))
        {
            text.Append(indent).Append(line).Append('\n');
        }
    }
}
