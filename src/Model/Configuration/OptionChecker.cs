using Model.Diagnostics;

namespace Model.Configuration;

/// <summary>Tells what is unknown, deprecated, of another release or without effect in a parsed configuration file.</summary>
internal sealed class OptionChecker(OptionCatalogue catalogue, NovaRelease release, DiagnosticBag diagnostics)
{
    /// <summary>Checks every section and assignment; an unknown section is reported once and its assignments are not looked at.</summary>
    public void Check(IniDocument document)
    {
        HashSet<string> unknownSections = new(StringComparer.Ordinal);
        foreach ((string name, SourcePosition position) in document.Sections)
        {
            string group = name == OptionDefinition.DefaultGroup ? name : name.ToLowerInvariant();
            if (!IsKnownGroup(group) && unknownSections.Add(group))
            {
                string? nearest = NearestName.Find(name, catalogue.Groups);
                diagnostics.Error(ConfigurationCodes.UnknownSection, position, $"nova.conf has no section [{name}]", nearest);
            }
        }

        foreach (IniEntry entry in document.Entries)
        {
            if (!unknownSections.Contains(entry.Group))
            {
                Check(entry);
            }
        }
    }

    private bool IsKnownGroup(string group) =>
        catalogue.Groups.Contains(group) || OptionCatalogue.IsNetworkGroup(group) || LibraryOptions.OwnsGroup(group)
        || catalogue.Options.Any(option => option.DeprecatedNames.Any(name => name.Group == group));

    private void Check(IniEntry entry)
    {
        SourcePosition position = entry.Value.KeyPosition;
        bool isDeprecated = false;
        if (!catalogue.TryFind(entry.Group, entry.Key, out OptionDefinition option))
        {
            isDeprecated = catalogue.TryFindDeprecated(entry.Group, entry.Key, out option);
            if (!isDeprecated)
            {
                ReportUnknown(entry, position);
                return;
            }
        }

        // In releases before the current name, the deprecated one was the name.
        bool isOldRelease = isDeprecated && release.Major < option.SinceMajor;
        if (isDeprecated && !isOldRelease)
        {
            string message = $"[{entry.Section}]{entry.Key} is a deprecated name; use {option.FullName}";
            diagnostics.Warn(ConfigurationCodes.DeprecatedName, position, message);
        }

        if (!option.ExistsIn(release) && !isOldRelease)
        {
            ReportOtherRelease(option, position);
        }
        else if (!option.IsModelled)
        {
            string message = $"{option.FullName} is known to Nova but has no effect in the model";
            diagnostics.WarnOnce(ConfigurationCodes.NotModelled, option.FullName, position, message);
        }
    }

    private void ReportUnknown(IniEntry entry, SourcePosition position)
    {
        string fullName = $"[{entry.Section}]{entry.Key}";
        if (LibraryOptions.Owns(entry.Group, entry.Key))
        {
            string message = $"{fullName} belongs to a library that Nova uses and has no effect in the model";
            diagnostics.WarnOnce(ConfigurationCodes.LibraryOption, fullName, position, message);
            return;
        }

        OptionDefinition? elsewhere = catalogue.Options.FirstOrDefault(option => option.Name == entry.Key);
        string? nearest = elsewhere?.FullName ?? NearestName.Find(entry.Key, catalogue.NamesIn(entry.Group));
        diagnostics.Error(ConfigurationCodes.UnknownOption, position, $"section [{entry.Section}] has no option '{entry.Key}'", nearest);
    }

    private void ReportOtherRelease(OptionDefinition option, SourcePosition position)
    {
        string when = release.Major < option.SinceMajor
            ? $"came with {NovaRelease.FromMajor(option.SinceMajor)}"
            : $"went after {NovaRelease.FromMajor(option.UntilMajor)}";
        string? older = release.Major < option.SinceMajor && option.DeprecatedNames.Count > 0 ? option.DeprecatedNames[0].Name : null;
        diagnostics.Error(ConfigurationCodes.NotInRelease, position, $"{option.FullName} does not exist in {release}: it {when}", older);
    }
}
