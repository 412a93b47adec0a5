using Model.Diagnostics;
using Simulator.Scenarios;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;

namespace Simulator.Studies;

/// <summary>What a study changes in the document of its base scenario. Immutable.</summary>
internal sealed record ScenarioChange
{
    private const string NovaConfKey = "nova_conf";

    /// <summary>Values by path, as with <c>--set</c>.</summary>
    public IReadOnlyList<KeyValuePair<Placed<string>, Node>> Set { get; init; } = [];

    /// <summary>A fragment of the controllers' nova.conf, read after what is there.</summary>
    public Node? NovaConf { get; init; }

    /// <summary>A fragment of the hosts' nova.conf, read after what is there.</summary>
    public Node? HostNovaConf { get; init; }

    /// <summary>Another release.</summary>
    public Node? Release { get; init; }

    /// <summary>The weighers to use: the value of <c>weight_classes</c>.</summary>
    public Placed<string>? Policy { get; init; }

    /// <summary>Other traces, by the name of the workload.</summary>
    public IReadOnlyList<KeyValuePair<Placed<string>, Node>> Traces { get; init; } = [];

    /// <summary>The changes one by one, for reports.</summary>
    public IReadOnlyList<string> Lines =>
    [
        .. Set.Select(pair => $"{pair.Key.Value}: {NodeText.Of(pair.Value)}"),
        .. Release is null ? [] : new[] { $"release: {NodeText.Of(Release)}" },
        .. Policy is { } policy ? new[] { $"policy: {policy.Value}" } : [],
        .. Fragment("nova_conf", NovaConf),
        .. Fragment("host_nova_conf", HostNovaConf),
        .. Traces.Select(pair => $"trace of {pair.Key.Value}: {NodeText.Of(pair.Value)}"),
    ];

    /// <summary>Applies the changes; problems are reported and leave the document as it was.</summary>
    public MappingNode Apply(MappingNode document, DiagnosticBag diagnostics)
    {
        MappingNode result = document;
        result = Release is null ? result : result.With(Key(Release, "release"), Release);
        result = WithTraces(result, diagnostics);
        foreach ((Placed<string> path, Node value) in Set)
        {
            result = Override.Apply(result, new ScalarNode(path.Position, path.Value, isPlain: false), value, diagnostics);
        }

        if (Policy is { } policy)
        {
            string text = $"[filter_scheduler]\nweight_classes = {policy.Value}\n";
            result = WithControllerConf(result, new ScalarNode(policy.Position, text, isPlain: false));
        }

        result = NovaConf is null ? result : WithControllerConf(result, NovaConf);
        return HostNovaConf is null ? result : WithHostConf(result, HostNovaConf);
    }

    private static IEnumerable<string> Fragment(string name, Node? node) =>
        node is null ? [] : NodeText.Of(node).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{name}: {line.Trim()}");

    private static ScalarNode Key(Node at, string name) => new(at.Position, name, isPlain: false);

    private static MappingNode WithControllerConf(MappingNode document, Node fragment)
    {
        MappingNode services = document.TryFind("controller", out MappingEntry entry) && entry.Value is MappingNode given
            ? given
            : new MappingNode(fragment.Position, []);
        return document.With(Key(fragment, "controller"), WithConf(services, fragment));
    }

    // The fragment comes last everywhere, so that it wins over host-defaults and over each host's own text.
    private static MappingNode WithHostConf(MappingNode document, Node fragment)
    {
        if (!document.TryFind("hosts", out MappingEntry hosts) || hosts.Value is not SequenceNode list)
        {
            return document;
        }

        Node[] items = [.. list.Items.Select(item => item is MappingNode host ? WithConf(host, fragment) : item)];
        return document.With(hosts.Key, new SequenceNode(list.Position, items));
    }

    private static MappingNode WithConf(MappingNode owner, Node fragment)
    {
        List<Node> texts = [];
        if (owner.TryFind(NovaConfKey, out MappingEntry entry) && !entry.Value.IsNull)
        {
            texts.AddRange(entry.Value is SequenceNode list ? list.Items : [entry.Value]);
        }

        texts.AddRange(fragment is SequenceNode more ? more.Items : [fragment]);
        return owner.With(Key(fragment, NovaConfKey), new SequenceNode(fragment.Position, texts));
    }

    private MappingNode WithTraces(MappingNode document, DiagnosticBag diagnostics)
    {
        if (Traces.Count == 0 || !document.TryFind("workload", out MappingEntry workloads) || workloads.Value is not SequenceNode list)
        {
            return document;
        }

        Node[] items = [.. list.Items];
        string[] names = [.. items.Select(item => TraceWorkload(item) ?? string.Empty)];
        foreach ((Placed<string> name, Node path) in Traces)
        {
            if (KnownNames.Check(diagnostics, "trace workload", name, [.. names.Where(known => known.Length > 0)]))
            {
                int index = Array.IndexOf(names, name.Value);
                items[index] = ((MappingNode)items[index]).With(Key(path, "trace"), path);
            }
        }

        return document.With(workloads.Key, new SequenceNode(list.Position, items));
    }

    private static string? TraceWorkload(Node item) =>
        item is MappingNode workload && workload.TryFind("trace", out _) && workload.TryFind("name", out MappingEntry name)
            ? (name.Value as ScalarNode)?.Value
            : null;
}
