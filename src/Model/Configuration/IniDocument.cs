using Model.Diagnostics;

namespace Model.Configuration;

/// <summary>A parsed configuration file: its assignments in their order, and its sections.</summary>
/// <param name="Entries">Assignments in the order of the file.</param>
/// <param name="Sections">Section headers in the order of the file, repeated ones included.</param>
public sealed record IniDocument(IReadOnlyList<IniEntry> Entries, IReadOnlyList<(string Name, SourcePosition Position)> Sections);
