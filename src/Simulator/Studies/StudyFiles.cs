using Model.Diagnostics;
using Simulator.Scenarios.Documents;

namespace Simulator.Studies;

/// <summary>Tells study files from scenario files, where a folder holds both.</summary>
public static class StudyFiles
{
    /// <summary>Whether a file has the keys that only studies have; a file that cannot be read is none.</summary>
    public static bool IsStudy(string path)
    {
        DiagnosticBag ignored = new();
        return new InputFiles(ignored).ReadText(path) is { } text
            && YamlReader.Read(path, text, ignored) is MappingNode document
            && document.TryFind(StudyFormat.BaseKey, out _);
    }
}
