using System.Text;
using System.Text.Json;
using Conformance.Tests.Harness;
using Model.Configuration;
using Model.Diagnostics;

namespace Conformance.Tests.Nova;

/// <summary>Turns the <c>options</c> of the scheduler's vectors into a configuration, by writing a nova.conf and reading it.</summary>
internal static class SchedulerConfiguration
{
    /// <summary>Reads <c>section.option</c> members; a name without a section belongs to <c>[filter_scheduler]</c>.</summary>
    public static NovaOptions Read(JsonElement options, params ReadOnlySpan<KeyValuePair<string, JsonElement>> more)
    {
        SortedDictionary<string, StringBuilder> sections = new(StringComparer.Ordinal);
        foreach (JsonProperty option in options.EnumerateObject())
        {
            Write(sections, option.Name, option.Value);
        }

        foreach (KeyValuePair<string, JsonElement> option in more)
        {
            Write(sections, option.Key, option.Value);
        }

        StringBuilder text = new();
        foreach ((string section, StringBuilder lines) in sections)
        {
            text.Append('[').Append(section).Append("]\n").Append(lines);
        }

        DiagnosticBag diagnostics = new();
        NovaOptions read = NovaOptions.Load(new SourceText("vector", text.ToString()), default, diagnostics);
        return diagnostics.HasErrors
            ? throw new ConformanceException($"options are not understood: {text}\n{string.Join('\n', diagnostics.Items)}")
            : read;
    }

    private static void Write(SortedDictionary<string, StringBuilder> sections, string name, JsonElement value)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string section = dot < 0 ? "filter_scheduler" : name[..dot];
        if (!sections.TryGetValue(section, out StringBuilder? lines))
        {
            sections[section] = lines = new StringBuilder();
        }

        string text = value.ValueKind switch
        {
            JsonValueKind.Array => string.Join(",", value.EnumerateArray().Select(item => item.GetString())),
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };
        lines.Append(name[(dot + 1)..]).Append(" = ").Append(text).Append('\n');
    }
}
