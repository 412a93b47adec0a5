using Model.Diagnostics;

namespace Simulator.Scenarios.Documents;

/// <summary>Reads a scenario file with everything it extends and includes into one document.</summary>
public sealed class DocumentLoader(InputFiles files, DiagnosticBag diagnostics)
{
    /// <summary>Key whose files give what this one does not (a path or a list of paths).</summary>
    public const string ExtendsKey = "extends";

    /// <summary>Key whose files add to this one (a path or a list of paths).</summary>
    public const string IncludeKey = "include";

    private readonly List<string> chain = [];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; also its name in messages.</param>
    /// <returns>The document without the two keys, or null when it cannot be read; problems are reported.</returns>
    public MappingNode? Load(string path) => Load(path, null);

    private MappingNode? Load(string path, SourcePosition? origin)
    {
        string full = Path.GetFullPath(path);
        if (chain.Contains(full))
        {
            string circle = string.Join(" → ", chain.Append(full).Select(Path.GetFileName));
            diagnostics.Error(ScenarioCodes.Circle, origin!.Value, $"files refer to each other in a circle: {circle}");
            return null;
        }

        if (chain.Count >= InputLimits.FileDepthMax)
        {
            string message = $"more than {InputLimits.FileDepthMax} files extend or include one another";
            diagnostics.Error(ScenarioCodes.LimitExceeded, origin!.Value, message);
            return null;
        }

        if (files.ReadText(path, origin) is not { } text || YamlReader.Read(path, text, diagnostics) is not { } node)
        {
            return null;
        }

        if (node is not MappingNode document)
        {
            diagnostics.Error(ScenarioCodes.WrongKind, node.Position, $"a scenario is a mapping of keys and values, not {node.KindName}");
            return null;
        }

        chain.Add(full);
        MappingNode result = WithOthers(document);
        chain.RemoveAt(chain.Count - 1);
        return result;
    }

    private MappingNode WithOthers(MappingNode document)
    {
        MappingNode own = document.Without(ExtendsKey).Without(IncludeKey);
        foreach (ScalarNode path in PathsOf(document, IncludeKey))
        {
            if (Load(InputFiles.Resolve(path.Position, path.Value), path.Position) is { } part)
            {
                own = DocumentMerger.Unite(own, part, diagnostics);
            }
        }

        MappingNode? below = null;
        foreach (ScalarNode path in PathsOf(document, ExtendsKey))
        {
            if (Load(InputFiles.Resolve(path.Position, path.Value), path.Position) is { } part)
            {
                below = below is null ? part : (MappingNode)DocumentMerger.Override(below, part);
            }
        }

        return below is null ? own : (MappingNode)DocumentMerger.Override(below, own);
    }

    private IEnumerable<ScalarNode> PathsOf(MappingNode document, string key)
    {
        if (!document.TryFind(key, out MappingEntry entry))
        {
            yield break;
        }

        foreach (Node node in entry.Value is SequenceNode list ? list.Items : [entry.Value])
        {
            if (node is ScalarNode { IsNull: false } path)
            {
                yield return path;
            }
            else
            {
                diagnostics.Error(ScenarioCodes.WrongKind, node.Position, $"'{key}' takes a path or a list of paths, not {node.KindName}");
            }
        }
    }
}
