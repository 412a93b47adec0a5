using System.Text.Json.Nodes;
using Model.Configuration;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>Configuration texts: inline, <c>!file PATH</c>, or a list of both in the order of <c>--config-file</c>.</summary>
public sealed class ConfigurationKind : ValueKind<IReadOnlyList<SourceText>>
{
    /// <summary>The one instance.</summary>
    public static ConfigurationKind Instance { get; } = new();

    /// <inheritdoc/>
    public override bool TryRead(Node node, BindContext context, out IReadOnlyList<SourceText> value)
    {
        List<SourceText> sources = [];
        value = sources;
        bool isRead = true;
        foreach (Node item in node is SequenceNode list ? list.Items : [node])
        {
            if (item is not ScalarNode { IsNull: false } scalar)
            {
                string message = $"expected a configuration text, !file PATH or a list of them, found {item.KindName}";
                context.Error(ScenarioCodes.WrongKind, item.Position, message);
                isRead = false;
            }
            else if (scalar.IsFile)
            {
                string path = InputFiles.Resolve(scalar.Position, scalar.Value);
                string? text = context.Files.ReadText(path, scalar.Position);
                isRead &= text is not null;
                sources.Add(new SourceText(path, text ?? string.Empty));
            }
            else
            {
                sources.Add(scalar.ToSource());
            }
        }

        return isRead;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema(SchemaWriter writer)
    {
        JsonObject text = new() { ["type"] = "string" };
        return new JsonObject { ["anyOf"] = new JsonArray(text, new JsonObject { ["type"] = "array", ["items"] = text.DeepClone() }) };
    }
}
