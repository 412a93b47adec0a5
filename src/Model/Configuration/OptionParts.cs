using Model.Diagnostics;
using Model.Numa;
using Model.Python;

namespace Model.Configuration;

/// <summary>Options whose text has a grammar of its own.</summary>
internal static class OptionParts
{
    /// <summary>
    /// A list of <c>name=number</c>. Nova logs elements that are not of this form and goes on without them
    /// (<c>nova/scheduler/utils.py</c>, <c>parse_options</c>); so does this, with a warning.
    /// </summary>
    public static IReadOnlyList<KeyValuePair<string, double>> Weights(OptionReader reader, string group, string name)
    {
        List<KeyValuePair<string, double>> weights = [];
        foreach (string item in reader.List(group, name))
        {
            int sign = item.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0 && PythonNumber.TryParseFloat(item[(sign + 1)..], out double weight))
            {
                weights.Add(new KeyValuePair<string, double>(item[..sign], weight));
            }
            else
            {
                Ignore(reader, group, name, $"'{item}' is not of the form name=number");
            }
        }

        return weights;
    }

    /// <summary>A list of <c>name=text</c>; elements without a text are ignored with a warning, as Nova does.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Mapping(OptionReader reader, string group, string name)
    {
        List<KeyValuePair<string, string>> mapping = [];
        foreach (string item in reader.List(group, name))
        {
            int sign = item.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0 && sign < item.Length - 1)
            {
                mapping.Add(new KeyValuePair<string, string>(item[..sign], item[(sign + 1)..]));
            }
            else
            {
                Ignore(reader, group, name, $"'{item}' is not of the form architecture=machine type");
            }
        }

        return mapping;
    }

    /// <summary>A set of CPUs such as <c>4-12,^8,15</c>, ascending; null when it is not set. An empty set is an error.</summary>
    public static IReadOnlyList<int>? Cpus(OptionReader reader, string group, string name)
    {
        ConfiguredText? value = reader.Configured(group, name);
        if (value is null || value.Text.Length == 0)
        {
            return null;
        }

        if (!CpuSpec.TryParse(value.Text, out CpuSet cpus, out string refused))
        {
            string problem = $"[{group}]{name}: '{refused}' is not a CPU number or range";
            reader.Diagnostics.Error(ConfigurationCodes.InvalidValue, value.Position, problem);
            return null;
        }

        if (cpus.IsEmpty)
        {
            reader.Diagnostics.Error(ConfigurationCodes.InvalidValue, value.Position, $"[{group}]{name}: '{value.Text}' names no CPU");
            return null;
        }

        return cpus.ToArray();
    }

    private static void Ignore(OptionReader reader, string group, string name, string problem) =>
        reader.Diagnostics.Warn(
            ConfigurationCodes.IgnoredElement,
            reader.PositionOf(group, name),
            $"[{group}]{name}: {problem}; Nova ignores it");
}
