using Model.Configuration;
using Model.Diagnostics;

namespace Simulator.Scenarios.Format;

/// <summary>Reads each distinct set of configuration texts once, so that thousands of equal hosts share one value.</summary>
internal sealed class ConfigurationCache(NovaRelease release, DiagnosticBag diagnostics)
{
    private readonly Dictionary<string, NovaOptions> known = new(StringComparer.Ordinal);

    /// <summary>The options of these texts; problems are reported the first time.</summary>
    public NovaOptions Get(IReadOnlyList<SourceText> sources)
    {
        string key = string.Join('\0', sources.Select(source => (source.Replaces ? "+" : "") + source.Text));
        if (!known.TryGetValue(key, out NovaOptions? options))
        {
            options = NovaOptions.Load(sources, release, diagnostics);
            known.Add(key, options);
        }

        return options;
    }
}
