using System.Globalization;
using Model.Diagnostics;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;
using Simulator.Scenarios.Format;

namespace Simulator.Scenarios;

/// <summary>Reads scenario files: the one way from files to a <see cref="Scenario"/>.</summary>
public static class ScenarioLoader
{
    /// <summary>Reads a scenario with everything its file names.</summary>
    /// <param name="path">The file; also its name in messages.</param>
    /// <param name="diagnostics">Receives every problem; print them with <see cref="DiagnosticBag.Sorted"/>.</param>
    /// <param name="overrides">Changes of the form <c>PATH=VALUE</c> (see <see cref="Override"/>), applied in their order.</param>
    /// <param name="seed">The seed to take instead of the file's, 0 or more; null takes the file's.</param>
    /// <returns>The scenario, or null when there were errors.</returns>
    public static Scenario? Load(string path, DiagnosticBag diagnostics, IReadOnlyList<string>? overrides = null, long? seed = null)
    {
        InputFiles files = new(diagnostics);
        if (new DocumentLoader(files, diagnostics).Load(path) is not { } document)
        {
            return null;
        }

        foreach (string change in overrides ?? [])
        {
            files.AddToDigest(change);
        }

        files.AddToDigest(seed is { } number ? number.ToString(CultureInfo.InvariantCulture) : "-");
        MappingNode changed = Override.Apply(document, overrides ?? [], diagnostics);
        return ScenarioBinder.Bind(changed, new BindContext(files, diagnostics), seed);
    }
}
