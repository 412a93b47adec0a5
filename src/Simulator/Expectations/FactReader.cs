using System.Globalization;
using Model.Diagnostics;
using Simulator.Metrics;
using Simulator.Scenarios;
using Simulator.Scenarios.Binding;

namespace Simulator.Expectations;

/// <summary>
/// Finds what a row of <c>expect:</c> is about. Before a run it checks what the scenario alone can tell; with a result it reads the facts.
/// </summary>
internal sealed class FactReader
{
    private const string UtilizationPrefix = "utilization.";

    private static readonly string[] Forms =
    [
        "server NAME FACT", "host NAME FACT", "provider NAME CLASS FACT", "provider NAME FACT",
        "allocation CONSUMER PROVIDER CLASS", "numa HOST NODE FACT", "device HOST ADDRESS FACT",
        "migration SERVER FACT", "operation KIND TARGET FACT", "port NAME FACT",
        "campaign NAME FACT",
        "a metric path such as servers.failed",
    ];

    private readonly DiagnosticBag _problems;
    private readonly RunResult? _result;
    private readonly string[] _hosts;
    private readonly string[] _campaigns;
    private readonly string[]? _servers;
    private readonly string[]? _ports;

    private FactReader(Scenario scenario, RunResult? result, DiagnosticBag problems)
    {
        _problems = problems;
        _result = result;
        _hosts = [.. scenario.Hosts.Select(host => host.Name)];
        _campaigns = [.. scenario.Campaigns.Select(campaign => campaign.Name)];
        _servers = result is not null ? [.. result.Servers.Select(server => server.Name)]
            : scenario.Arrivals.Count == 0 ? [.. scenario.Requests.Select(request => request.Name)]
            : null;
        _ports = result is not null ? [.. result.Ports.Select(port => port.Port)]
            : scenario.Arrivals.Count == 0 ? [.. scenario.Ports.Select(port => port.Name!), .. scenario.Requests.SelectMany(PortNames)]
            : null;
    }

    /// <summary>Reports rows whose subject cannot exist, with the nearest name that does.</summary>
    public static void Check(Scenario scenario, DiagnosticBag problems)
    {
        if (scenario.Expect.Count == 0)
        {
            return;
        }

        FactReader reader = new(scenario, null, problems);
        foreach (Expectation row in scenario.Expect)
        {
            reader.Read(row);
            if (FactText.IsOrder(row.Operator) && !FactText.TryNumber(row.Value, out _))
            {
                string message = $"'{row.Operator}' compares numbers, and '{row.Value}' is none";
                problems.Error(ScenarioCodes.InvalidValue, PositionOf(row), message);
            }
        }
    }

    /// <summary>Judges every row by a result; rows about what the run did not have are reported and left out.</summary>
    public static IReadOnlyList<Judgement> Judge(RunResult result, DiagnosticBag problems)
    {
        List<Judgement> judgements = [];
        Dictionary<TimeSpan, FactReader> readers = [];
        FactReader atEnd = new(result.Scenario, result, problems);
        foreach ((TimeSpan instant, RunResult snapshot) in result.Snapshots)
        {
            readers.Add(instant, new FactReader(result.Scenario, snapshot, problems));
        }

        foreach (Expectation row in result.Scenario.Expect)
        {
            FactReader reader = row.At is { } at ? readers[at] : atEnd;
            if (reader.Read(row) is { } actual)
            {
                judgements.Add(new Judgement(row, actual, FactText.Holds(actual, row.Operator, row.Value)));
            }
        }

        return judgements;
    }

    /// <summary>The fact a row is about; null without a result, and after a problem.</summary>
    private string? Read(Expectation row) => row.Subject.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["server", string name, string fact] => ReadServer(row, name, fact),
        ["host", string name, string fact] => ReadHost(row, name, fact),
        ["provider", string name, string resourceClass, string fact] => ReadProvider(row, name, resourceClass, fact),
        ["provider", string name, string fact] => ReadProvider(row, name, fact),
        ["allocation", string consumer, string provider, string resourceClass] => ReadAllocation(row, consumer, provider, resourceClass),
        ["migration", string name, string fact] => ReadMigration(row, name, fact),
        ["operation", string kind, string target, string fact] => ReadOperation(row, kind, target, fact),
        ["numa", string host, string node, string fact] => ReadNumaNode(row, host, node, fact),
        ["device", string host, string address, string fact] => ReadDevice(row, host, address, fact),
        ["port", string name, string fact] => ReadPort(row, name, fact),
        ["campaign", string name, string fact] => ReadCampaign(row, name, fact),
        [string path] when path.StartsWith(UtilizationPrefix, StringComparison.Ordinal) => ReadUtilization(row, path),
        [string path] => Value(row, "metric", path, FactCatalogue.Metrics, _result?.Summary),
        string[] words => NoSubject(row, words),
    };

    private string? ReadServer(Expectation row, string name, string fact) =>
        (_servers is null || Knows(row, "server", name, _servers))
            ? Value(row, "fact of servers", fact, FactCatalogue.Server, _result?.Servers.First(server => server.Name == name))
            : null;

    private string? ReadHost(Expectation row, string name, string fact) => Knows(row, "host", name, _hosts)
        ? Value(row, "fact of hosts", fact, FactCatalogue.Host, _result is null ? null : HostFacts.Of(_result, name))
        : null;

    private string? ReadProvider(Expectation row, string name, string resourceClass, string fact)
    {
        if (_result is null)
        {
            return Value(row, "fact of providers", fact, FactCatalogue.Provider, null);
        }

        ProviderRow[] inventories = [.. _result.Providers.Where(inventory => inventory.Provider == name)];
        string[] names = inventories.Length > 0 ? [name] : [.. _result.Providers.Select(inventory => inventory.Provider).Distinct()];
        string[] classes = [.. inventories.Select(inventory => inventory.ResourceClass)];
        return Knows(row, "resource provider", name, names) && Knows(row, $"inventory of {name} of class", resourceClass, classes)
            ? Value(
                row, "fact of providers", fact, FactCatalogue.Provider,
                inventories.First(inventory => inventory.ResourceClass == resourceClass))
            : null;
    }

    /// <summary>Any name will do: that there is no such provider is a fact, too.</summary>
    private string? ReadProvider(Expectation row, string name, string fact)
    {
        if (_result is null)
        {
            return Value(row, "fact of providers", fact, FactCatalogue.ProviderAsSuch, null);
        }

        int index = _result.Accounts.Traits.Index().FirstOrDefault(item => item.Item.Key == name, (-1, default)).Index;
        ProviderFacts found = new(
            index >= 0,
            index >= 0 ? _result.Accounts.Traits[index].Value : [],
            [.. _result.Providers.Where(inventory => inventory.Provider == name).Select(inventory => inventory.ResourceClass)]);
        return Value(row, "fact of providers", fact, FactCatalogue.ProviderAsSuch, found);
    }

    private string? ReadAllocation(Expectation row, string consumer, string provider, string resourceClass)
    {
        string server = consumer.Split('/')[0];
        if ((_servers is not null && !Knows(row, "server", server, _servers)) || _result is null)
        {
            return null;
        }

        return FactText.Of(_result.Accounts.Allocations
            .Where(item => item.Consumer == consumer && item.Provider == provider && item.ResourceClass == resourceClass)
            .Sum(item => item.Used));
    }

    /// <summary>The last move of a server, or the N-th.</summary>
    private string? ReadMigration(Expectation row, string name, string fact)
    {
        string[] parts = name.Split('/');
        if ((_servers is not null && !Knows(row, "server", parts[0], _servers)) || _result is null)
        {
            return Value(row, "fact of migrations", fact, FactCatalogue.Migration, null);
        }

        MigrationRow[] moves = [.. _result.Migrations.Where(move => move.Server == parts[0])];
        int number = parts.Length == 1 || !FactText.TryNumber(parts[1], out double given) ? moves.Length : (int)given;
        if (number >= 1 && number <= moves.Length)
        {
            return Value(row, "fact of migrations", fact, FactCatalogue.Migration, moves[number - 1]);
        }

        // A server that never moved has no migration, and so no status of one.
        return Knows(row, "fact of migrations", fact, [.. FactCatalogue.Migration.Select(item => item.Name)]) ? string.Empty : null;
    }

    /// <summary>The last operation of that kind on that target.</summary>
    private string? ReadOperation(Expectation row, string kind, string target, string fact)
    {
        string[] kinds = [.. Enum.GetValues<OperationKind>().Select(item => item.ToName())];
        if (!Knows(row, "operation", kind, kinds) || _result is null)
        {
            return Value(row, "fact of operations", fact, FactCatalogue.Operation, null);
        }

        OperationRow[] operations = [.. _result.Operations.Where(item => item.Operation == kind)];
        return Knows(row, $"{kind} of", target, [.. operations.Select(item => item.Target).Distinct()])
            ? Value(row, "fact of operations", fact, FactCatalogue.Operation, operations.Last(item => item.Target == target))
            : null;
    }

    private string? ReadNumaNode(Expectation row, string host, string node, string fact)
    {
        if (!Knows(row, "host", host, _hosts) || _result is null)
        {
            return Value(row, "fact of NUMA nodes", fact, FactCatalogue.Numa, null);
        }

        NumaRow[] nodes = [.. _result.NumaNodes.Where(item => item.Host == host)];
        string[] numbers = [.. nodes.Select(item => item.Node.ToString(CultureInfo.InvariantCulture))];
        return Knows(row, $"NUMA node of {host}", node, numbers)
            ? Value(row, "fact of NUMA nodes", fact, FactCatalogue.Numa, nodes[Array.IndexOf(numbers, node)])
            : null;
    }

    private string? ReadDevice(Expectation row, string host, string address, string fact)
    {
        if (!Knows(row, "host", host, _hosts) || _result is null)
        {
            return Value(row, "fact of devices", fact, FactCatalogue.Device, null);
        }

        DeviceRow[] devices = [.. _result.Devices.Where(device => device.Host == host)];
        return Knows(row, $"tracked device of {host} at", address, [.. devices.Select(device => device.Address)])
            ? Value(row, "fact of devices", fact, FactCatalogue.Device, devices.First(device => device.Address == address))
            : null;
    }

    private string? ReadPort(Expectation row, string name, string fact) => (_ports is null || Knows(row, "port", name, _ports))
        ? Value(row, "fact of ports", fact, FactCatalogue.Port, _result?.Ports.First(port => port.Port == name))
        : null;

    private string? ReadCampaign(Expectation row, string name, string fact) => Knows(row, "campaign", name, _campaigns)
        ? Value(row, "fact of campaigns", fact, FactCatalogue.Campaign, _result?.Summary.Campaigns.First(one => one.Campaign == name))
        : null;

    private static IEnumerable<string> PortNames(ServerRequest request) => request.Networks.Ports.Index()
        .Where(port => port.Item.Name is null).Select(port => NetworkWish.NameOf(request.Name, port.Index + 1));

    private string? ReadUtilization(Expectation row, string path)
    {
        int end = path.LastIndexOf('.');
        string resource = end < UtilizationPrefix.Length ? string.Empty : path[UtilizationPrefix.Length..end];
        if (_result is not null
            && !Knows(row, "resource", resource, [.. _result.Summary.Utilization.Select(use => use.Resource)]))
        {
            return null;
        }

        ResourceUse? found = _result?.Summary.Utilization.First(use => use.Resource == resource);
        return Value(row, $"metric {UtilizationPrefix}RESOURCE", path[(end + 1)..], FactCatalogue.Utilization, found);
    }

    private string? NoSubject(Expectation row, string[] words)
    {
        string[] kinds = ["server", "host", "provider", "allocation", "migration", "operation", "numa", "device", "port", "campaign"];
        string message = $"'{row.Subject}' is nothing that can be expected; write {string.Join(", ", Forms[..^1])} or {Forms[^1]}";
        string? nearest = kinds.Contains(words[0]) ? null : NearestName.Find(words[0], kinds);
        _problems.Error(ScenarioCodes.UnknownName, PositionOf(row), message, nearest);
        return null;
    }

    private string? Value<T>(Expectation row, string what, string name, IReadOnlyList<Fact<T>> facts, T? source)
        where T : class
    {
        if (!Knows(row, what, name, [.. facts.Select(fact => fact.Name)]))
        {
            return null;
        }

        Fact<T> found = facts.First(fact => fact.Name == name);
        if (_result is null)
        {
            CheckValue(row, found);
        }

        return source is null ? null : found.Read(source);
    }

    /// <summary>Reports values that the fact can never have.</summary>
    private void CheckValue<T>(Expectation row, Fact<T> fact)
    {
        string value = FactText.Unquote(row.Value);
        if (fact.IsNumber && value.Length > 0 && !FactText.IsOrder(row.Operator) && !FactText.TryNumber(value, out _))
        {
            _problems.Error(ScenarioCodes.InvalidValue, PositionOf(row), $"{fact.Name} is a number, and '{value}' is none");
        }
        else if (fact.Choices is { } choices && !choices.Contains(value))
        {
            string message = $"'{value}' is no {fact.Name}; it is one of {string.Join(", ", choices)}";
            _problems.Error(ScenarioCodes.InvalidValue, PositionOf(row), message, NearestName.Find(value, choices));
        }
    }

    private bool Knows(Expectation row, string what, string name, string[] known) =>
        KnownNames.Check(_problems, what, new Placed<string>(name, PositionOf(row)), known);

    private static SourcePosition PositionOf(Expectation row) => new(row.File, row.Line, row.Column);
}
