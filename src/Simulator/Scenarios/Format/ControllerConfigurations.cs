using Model.Configuration;

namespace Simulator.Scenarios.Format;

/// <summary>The controllers' configuration through a scenario: each change counts on top of the earlier ones.</summary>
internal sealed class ControllerConfigurations(
    ConfigurationCache configurations, IReadOnlyList<SourceText> first, NovaRelease release, NovaChecks checks)
{
    private readonly List<SourceText> texts = [.. first];
    private NovaRelease present = release;

    /// <summary>The options after another change, which are checked as the services would at their start.</summary>
    /// <param name="changes">Texts that are read after those that are there.</param>
    /// <param name="other">The release from then on; null for the present one.</param>
    public NovaOptions Change(IReadOnlyList<SourceText> changes, NovaRelease? other)
    {
        texts.AddRange(changes);
        present = other ?? present;
        NovaOptions options = configurations.Get(texts, present);
        checks.Scheduler(options, changes.Count > 0 ? changes : texts);
        checks.Aliases(options);
        return options;
    }
}
