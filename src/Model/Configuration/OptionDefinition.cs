namespace Model.Configuration;

/// <summary>An option that nova.conf (or placement.conf) knows.</summary>
public sealed record OptionDefinition
{
    /// <summary>Name of the section for options without a group.</summary>
    public const string DefaultGroup = "DEFAULT";

    /// <summary>Section.</summary>
    public required string Group { get; init; }

    /// <summary>Name within the section.</summary>
    public required string Name { get; init; }

    /// <summary>How its text is read.</summary>
    public required OptionType Type { get; init; }

    /// <summary>Whether it may be given several times, each adding a value.</summary>
    public bool IsMulti { get; init; }

    /// <summary>Default as a text of a configuration file; null when the option has none. Empty for an empty list.</summary>
    public string? Default { get; init; }

    /// <summary>Older names, oldest last, as oslo.config looks them up.</summary>
    public IReadOnlyList<(string Group, string Name)> DeprecatedNames { get; init; } = [];

    /// <summary>Whether the model acts on it.</summary>
    public bool IsModelled { get; init; }

    /// <summary>Smallest value; null = none.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest value; null = none.</summary>
    public double? Maximum { get; init; }

    /// <summary>The only values; empty = any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Major version of the first release that has it; 0 when older than the releases looked at.</summary>
    public int SinceMajor { get; init; }

    /// <summary>Major version of the last release that has it.</summary>
    public int UntilMajor { get; init; } = int.MaxValue;

    /// <summary>For messages: <c>[group]name</c>.</summary>
    public string FullName => $"[{Group}]{Name}";

    /// <summary>Whether a release has it.</summary>
    public bool ExistsIn(NovaRelease release) => SinceMajor <= release.Major && release.Major <= UntilMajor;
}
