namespace Model.Configuration;

/// <summary>
/// The files of one service, looked up as oslo.config does (<c>cfg.py</c>, <c>_Namespace._get_file_value</c>): a later file beats an
/// earlier
/// one; within a file the current name beats the deprecated ones, and the last assignment of a name beats those before; a
/// multi-valued option collects all of them, earlier files first and, within a file, deprecated names before the current one.
/// </summary>
internal sealed class ConfigurationFiles
{
    private readonly List<Dictionary<(string Group, string Name), List<ConfiguredText>>> files = [];

    public ConfigurationFiles(IEnumerable<IniDocument> documents)
    {
        foreach (IniDocument document in documents)
        {
            Dictionary<(string Group, string Name), List<ConfiguredText>> file = [];
            foreach (IniEntry entry in document.Entries)
            {
                if (!file.TryGetValue((entry.Group, entry.Key), out List<ConfiguredText>? values))
                {
                    values = [];
                    file.Add((entry.Group, entry.Key), values);
                }

                values.Add(entry.Value);
            }

            files.Add(file);
        }
    }

    /// <summary>The value of a single-valued option, or null when no file sets it.</summary>
    public ConfiguredText? Single(OptionDefinition option)
    {
        for (int i = files.Count - 1; i >= 0; i--)
        {
            foreach ((string Group, string Name) name in NamesOf(option))
            {
                if (files[i].TryGetValue(name, out List<ConfiguredText>? values))
                {
                    return values[^1];
                }
            }
        }

        return null;
    }

    /// <summary>All values of a multi-valued option; empty when no file sets it.</summary>
    public IReadOnlyList<ConfiguredText> Multi(OptionDefinition option)
    {
        List<ConfiguredText> found = [];
        for (int i = files.Count - 1; i >= 0; i--)
        {
            foreach ((string Group, string Name) name in NamesOf(option))
            {
                if (files[i].TryGetValue(name, out List<ConfiguredText>? values))
                {
                    found.InsertRange(0, values);
                }
            }
        }

        return found;
    }

    private static IEnumerable<(string Group, string Name)> NamesOf(OptionDefinition option) =>
        option.DeprecatedNames.Prepend((option.Group, option.Name));
}
