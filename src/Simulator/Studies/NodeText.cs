using System.Text;
using Simulator.Scenarios.Documents;

namespace Simulator.Studies;

/// <summary>A document's value as text: for people, and for digests, where equal texts mean equal values.</summary>
internal static class NodeText
{
    /// <summary>The value in YAML's flow style; a lone text stands without quotes.</summary>
    public static string Of(Node node)
    {
        if (node is ScalarNode scalar)
        {
            return scalar.IsFile ? $"!file {scalar.Value}" : scalar.Value.Trim();
        }

        StringBuilder text = new();
        Append(text, node);
        return text.ToString();
    }

    /// <summary>The value with every text quoted, so that it can be told apart from any other value.</summary>
    public static string Canonical(Node node)
    {
        StringBuilder text = new();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Node node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                text.Append(scalar.IsFile ? "!file " : scalar.IsPlain ? "" : "\"")
                    .Append(scalar.IsPlain ? scalar.Value : scalar.Value.Replace("\\", "\\\\", StringComparison.Ordinal)
                        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
                    .Append(scalar.IsPlain || scalar.IsFile ? "" : "\"");
                break;
            case SequenceNode list:
                text.Append('[');
                for (int index = 0; index < list.Items.Count; index++)
                {
                    text.Append(index == 0 ? "" : ", ");
                    Append(text, list.Items[index]);
                }

                text.Append(']');
                break;
            case MappingNode mapping:
                text.Append('{');
                for (int index = 0; index < mapping.Entries.Count; index++)
                {
                    text.Append(index == 0 ? "" : ", ");
                    Append(text, mapping.Entries[index].Key);
                    text.Append(": ");
                    Append(text, mapping.Entries[index].Value);
                }

                text.Append('}');
                break;
        }
    }
}
