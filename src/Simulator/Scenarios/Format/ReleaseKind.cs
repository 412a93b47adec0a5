using System.Text.Json.Nodes;
using Model.Configuration;
using Model.Diagnostics;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A Nova release: its cycle, name or version.</summary>
internal static class ReleaseKind
{
    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<NovaRelease> Instance = new ScalarKind<NovaRelease>(
        "a Nova release such as \"2025.2\"", TryRelease, () => new JsonObject { ["type"] = new JsonArray("string", "number") });

    private static bool TryRelease(string text, out NovaRelease release, out string problem)
    {
        bool isRead = NovaRelease.TryParse(text, out release);
        problem = $"'{text}' is not a Nova release; write a cycle ({NovaRelease.All[0].Cycle} to {NovaRelease.All[^1].Cycle}), "
            + "a name (Flamingo) or a version (32)";
        IEnumerable<string> names = NovaRelease.All.SelectMany(known => new[] { known.Name, known.Cycle });
        problem += !isRead && NearestName.Find(text, names) is { } nearest ? $" (did you mean '{nearest}'?)" : string.Empty;
        return isRead;
    }
}
