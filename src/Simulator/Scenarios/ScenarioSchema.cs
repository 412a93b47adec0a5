using System.Text.Json;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Format;

namespace Simulator.Scenarios;

/// <summary>The JSON Schema of scenario files, for editors. It is written from the same keys that the reader reads.</summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as JSON text that ends with a line feed.</summary>
    public static string Write() => Write(ScenarioFormat.Keys, "Scenario");

    /// <summary>The schema of another kind of file.</summary>
    internal static string Write(KeySet keys, string title) => SchemaWriter.Write(keys, title).ToJsonString(Indented) + "\n";
}
