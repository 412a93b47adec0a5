using Model.Configuration;
using Model.Diagnostics;

namespace Simulator.Scenarios.Format;

/// <summary>Reads each distinct set of configuration texts once, so that thousands of equal hosts share one value.</summary>
internal sealed class ConfigurationCache(NovaRelease release, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, NovaOptions> known = new(StringComparer.Ordinal);

    /// <summary>The options of these texts; problems are reported the first time.</summary>
    /// <param name="sources">The texts.</param>
    /// <param name="other">A release other than the scenario's, or null.</param>
    public NovaOptions Get(IReadOnlyList<SourceText> sources, NovaRelease? other = null)
    {
        NovaRelease read = other ?? release;
        string key = $"{read}\0" + string.Join('\0', sources.Select(source => (source.Replaces ? "+" : "") + source.Text));
        if (!known.TryGetValue(key, out NovaOptions? options))
        {
            options = NovaOptions.Load(sources, read, diagnostics);
            known.Add(key, options);
        }

        return options;
    }
}
