using Model.Diagnostics;
using Simulator.Scenarios.Documents;

namespace Simulator.Studies;

/// <summary>Tells study and plan files from scenario files, where a folder holds both.</summary>
public static class StudyFiles
{
    /// <summary>Whether a file has the key that only studies and plans have; a file that cannot be read is none.</summary>
    public static bool IsStudy(string path) => Has(path, StudyFormat.BaseKey);

    /// <summary>Whether a study is a plan.</summary>
    public static bool IsPlan(string path) => Has(path, PlanFormat.ObjectiveKey);

    private static bool Has(string path, string key)
    {
        DiagnosticBag ignored = new();
        return new InputFiles(ignored).ReadText(path) is { } text
            && YamlReader.Read(path, text, ignored) is MappingNode document
            && document.TryFind(key, out _);
    }
}
