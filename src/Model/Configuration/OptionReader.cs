using System.Globalization;
using Model.Diagnostics;

namespace Model.Configuration;

/// <summary>
/// Reads options by type, range and choices. A bad value is reported and replaced by the default, so that reading goes on.
/// </summary>
internal sealed class OptionReader
{
    private readonly OptionCatalogue catalogue;
    private readonly ConfigurationFiles files;
    private readonly Interpolator interpolator;

    public OptionReader(OptionCatalogue catalogue, ConfigurationFiles files, NovaRelease release, DiagnosticBag diagnostics)
    {
        this.catalogue = catalogue;
        this.files = files;
        Release = release;
        Diagnostics = diagnostics;
        interpolator = new Interpolator(catalogue, files, diagnostics);
    }

    /// <summary>The release whose defaults hold.</summary>
    public NovaRelease Release { get; }

    /// <summary>Receives what is wrong.</summary>
    public DiagnosticBag Diagnostics { get; }

    /// <summary>A truth value.</summary>
    public bool Boolean(string group, string name)
    {
        OptionDefinition option = catalogue.Modelled(group, name);
        ConfiguredText? value = Find(option);
        if (value is not null)
        {
            if (OptionText.TryBoolean(value.Text, out bool flag))
            {
                return flag;
            }

            Invalid(option, value, "is not a truth value; write true or false");
        }

        return OptionText.TryBoolean(Default(option) ?? string.Empty, out bool preset) && preset;
    }

    /// <summary>A whole number that has a default.</summary>
    public int Integer(string group, string name) => IntegerOrNull(group, name) ?? throw NoDefault(group, name);

    /// <summary>A whole number, or null when it is not set and has no default.</summary>
    public int? IntegerOrNull(string group, string name) => (int?)NumberOrNull(group, name);

    /// <summary>A number that has a default.</summary>
    public double Number(string group, string name) => NumberOrNull(group, name) ?? throw NoDefault(group, name);

    /// <summary>A number, or null when it is not set and has no default.</summary>
    public double? NumberOrNull(string group, string name)
    {
        OptionDefinition option = catalogue.Modelled(group, name);
        string? preset = Default(option);
        ConfiguredText? value = Find(option);
        if (value is not null && value.Text.Trim().Length == 0)
        {
            // oslo.config reads None, with which Nova fails later unless None is the default.
            if (preset is not null)
            {
                Diagnostics.Error(ConfigurationCodes.InvalidValue, value.Position, $"{option.FullName}: the value is empty; Nova needs a number");
            }
        }
        else if (value is not null && TryNumber(option, value, out double number) && InRange(option, value, number))
        {
            return number;
        }

        return preset is null ? null : double.Parse(preset, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>A text, or null when it is not set and has no default.</summary>
    public string? Text(string group, string name) => Configured(group, name)?.Text ?? Default(catalogue.Modelled(group, name));

    /// <summary>A text with its place, or null when no file sets it or its value is refused.</summary>
    public ConfiguredText? Configured(string group, string name)
    {
        OptionDefinition option = catalogue.Modelled(group, name);
        ConfiguredText? value = Find(option);
        if (value is null || option.Choices.Count == 0 || option.Choices.Contains(value.Text))
        {
            return value;
        }

        string message = $"{option.FullName}: '{value.Text}' is none of {string.Join(", ", option.Choices)}";
        Diagnostics.Error(ConfigurationCodes.OutOfRange, value.Position, message, NearestName.Find(value.Text, option.Choices));
        return null;
    }

    /// <summary>
    /// A comma-separated list of whole numbers in a section of its own for each physical network; elements that are none are reported and
    /// left out. Empty when it is not set.
    /// </summary>
    public IReadOnlyList<int> Integers(string group, string name)
    {
        OptionDefinition option = catalogue.Modelled(group, name) with { Group = group };
        List<int> numbers = [];
        ConfiguredText? value = Find(option);
        foreach (string item in OptionText.ToList(value?.Text ?? string.Empty))
        {
            if (OptionText.TryInteger(item, out long number) && number is >= int.MinValue and <= int.MaxValue)
            {
                numbers.Add((int)number);
            }
            else
            {
                Invalid(option, value! with { Text = item }, "is not a whole number");
            }
        }

        return numbers;
    }

    /// <summary>A comma-separated list; empty when it is not set and has no default.</summary>
    public IReadOnlyList<string> List(string group, string name)
    {
        OptionDefinition option = catalogue.Modelled(group, name);
        return OptionText.ToList(Find(option)?.Text ?? Default(option) ?? string.Empty);
    }

    /// <summary>The place of an option's value, or of nothing when no file sets it.</summary>
    public SourcePosition PositionOf(string group, string name) =>
        Find(catalogue.Modelled(group, name))?.Position ?? SourcePosition.WholeFile("nova.conf");

    /// <summary>All values of a multi-valued option with their places; empty when no file sets it.</summary>
    public IReadOnlyList<ConfiguredText> Multi(string group, string name)
    {
        OptionDefinition option = catalogue.Modelled(group, name);
        return [.. files.Multi(option).Select(value => interpolator.Apply(option, value))];
    }

    /// <summary>All values of a multi-valued option, or its default when no file sets it.</summary>
    public IReadOnlyList<string> MultiOrDefault(string group, string name)
    {
        IReadOnlyList<ConfiguredText> values = Multi(group, name);
        return values.Count > 0
            ? [.. values.Select(value => value.Text)]
            : OptionText.ToList(Default(catalogue.Modelled(group, name)) ?? string.Empty);
    }

    private ConfiguredText? Find(OptionDefinition option)
    {
        ConfiguredText? value = files.Single(option);
        return value is null ? null : interpolator.Apply(option, value);
    }

    private string? Default(OptionDefinition option) => ReleaseDefaults.Of(option, Release);

    private bool TryNumber(OptionDefinition option, ConfiguredText value, out double number)
    {
        if (option.Type == OptionType.Number)
        {
            if (OptionText.TryNumber(value.Text, out number))
            {
                return true;
            }

            Invalid(option, value, "is not a finite number");
            return false;
        }

        bool isWhole = OptionText.TryInteger(value.Text, out long whole);
        number = whole;
        if (!isWhole)
        {
            Invalid(option, value, "is not a whole number");
        }
        else if (whole is < int.MinValue or > int.MaxValue)
        {
            Invalid(option, value, "does not fit into 32 bits");
            return false;
        }

        return isWhole;
    }

    private bool InRange(OptionDefinition option, ConfiguredText value, double number)
    {
        string? limit = number < option.Minimum ? string.Create(CultureInfo.InvariantCulture, $"below the minimum {option.Minimum}")
            : number > option.Maximum ? string.Create(CultureInfo.InvariantCulture, $"above the maximum {option.Maximum}")
            : null;
        if (limit is not null)
        {
            Diagnostics.Error(ConfigurationCodes.OutOfRange, value.Position, $"{option.FullName}: {value.Text} is {limit}");
        }

        return limit is null;
    }

    private void Invalid(OptionDefinition option, ConfiguredText value, string problem) =>
        Diagnostics.Error(ConfigurationCodes.InvalidValue, value.Position, $"{option.FullName}: '{value.Text}' {problem}");

    private static InvalidOperationException NoDefault(string group, string name) => new($"[{group}]{name} has no default");
}
