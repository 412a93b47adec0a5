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
        return Load(path, diagnostics, seed, (document, files) =>
        {
            foreach (string change in overrides ?? [])
            {
                files.AddToDigest(change);
            }

            files.AddToDigest(seed is { } number ? number.ToString(CultureInfo.InvariantCulture) : "-");
            return Override.Apply(document, overrides ?? [], diagnostics);
        });
    }

    /// <summary>Reads a scenario from a text.</summary>
    /// <param name="name">The name that the text has in messages; files that it names are looked for beside it.</param>
    /// <param name="text">The text.</param>
    /// <param name="diagnostics">Receives every problem.</param>
    /// <returns>The scenario, or null when there were errors.</returns>
    public static Scenario? Parse(string name, string text, DiagnosticBag diagnostics)
    {
        InputFiles files = new(diagnostics);
        files.Provide(name, text);
        return new DocumentLoader(files, diagnostics).Load(name) is { } document
            ? ScenarioBinder.Bind(document, new BindContext(files, diagnostics), seed: null)
            : null;
    }

    /// <summary>Reads a scenario whose document is changed before it is bound.</summary>
    /// <param name="path">The file; also its name in messages.</param>
    /// <param name="diagnostics">Receives every problem.</param>
    /// <param name="seed">The seed to take instead of the file's, or null.</param>
    /// <param name="change">Changes the document and adds to the digest what it changed.</param>
    internal static Scenario? Load(
        string path, DiagnosticBag diagnostics, long? seed, Func<MappingNode, InputFiles, MappingNode> change)
    {
        InputFiles files = new(diagnostics);
        return new DocumentLoader(files, diagnostics).Load(path) is { } document
            ? ScenarioBinder.Bind(change(document, files), new BindContext(files, diagnostics), seed)
            : null;
    }
}
