using System.Text.Json.Nodes;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;

namespace Simulator.Studies;

/// <summary>An entry of a study's <c>variants:</c>.</summary>
internal static class VariantFormat
{
    public static readonly KeySet Keys = new("variant", "What one of the compared clouds changes in the base scenario.");

    private static readonly TypedKey<string> Description = Keys.Optional("description", Kinds.Verbatim, "What it is.");

    private static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, Node>>> Set = Keys.Optional(
        "set", new MapKind<Node>(RawKind.Instance), "Values by path, with the paths of run --set.");

    private static readonly TypedKey<Node> NovaConf = Keys.Optional(
        "nova_conf", RawKind.Instance, "A fragment of the controllers' nova.conf, read after the scenario's: text, !file PATH, or a list.");

    private static readonly TypedKey<Node> HostNovaConf = Keys.Optional(
        "host_nova_conf", RawKind.Instance, "The same for the nova.conf of every host.");

    private static readonly TypedKey<Node> Release = Keys.Optional("release", RawKind.Instance, "Another Nova release.");

    private static readonly TypedKey<Placed<string>> Policy = Keys.Optional(
        "policy", Kinds.Text.WithPlace(), "The weighers to use: the value of [filter_scheduler] weight_classes.");

    private static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, Node>>> Traces = Keys.Optional(
        "traces", new MapKind<Node>(RawKind.Instance), "Other trace files, by the name of their workload.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<VariantEntry> Kind = new VariantKind();

    private sealed class VariantKind : ValueKind<VariantEntry>
    {
        public override bool TryRead(Node node, BindContext context, out VariantEntry value)
        {
            MappingReader? reader = MappingReader.Open(node, Keys, context);
            value = new VariantEntry(string.Empty, new ScenarioChange());
            if (reader is null)
            {
                return false;
            }

            value = new VariantEntry(reader.Get(Description, string.Empty).Trim(), new ScenarioChange
            {
                Set = reader.List(Set),
                NovaConf = reader.Find(NovaConf),
                HostNovaConf = reader.Find(HostNovaConf),
                Release = reader.Find(Release),
                Policy = reader.FindValue(Policy),
                Traces = reader.List(Traces),
            });
            return true;
        }

        public override JsonObject ToSchema(SchemaWriter writer) =>
            new() { ["anyOf"] = new JsonArray(writer.Reference(Keys), new JsonObject { ["type"] = "null" }) };
    }
}
