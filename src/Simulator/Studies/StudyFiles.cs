using Model.Diagnostics;
using Simulator.Scenarios.Documents;
using Simulator.Scenarios.Format;

namespace Simulator.Studies;

/// <summary>Tells study and plan files from scenario files, where a folder holds both or a verb is given the wrong one.</summary>
public static class StudyFiles
{
    /// <summary>Whether a file has the key that only studies and plans have; a file that cannot be read is none.</summary>
    public static bool IsStudy(string path) => KindOf(path) is InputKind.Study or InputKind.Plan;

    /// <summary>Whether a study is a plan.</summary>
    public static bool IsPlan(string path) => KindOf(path) == InputKind.Plan;

    /// <summary>What a file is by its keys; <see cref="InputKind.Unknown"/> when it cannot be read or looks like nothing of these.</summary>
    public static InputKind KindOf(string path)
    {
        DiagnosticBag ignored = new();
        if (new InputFiles(ignored).ReadText(path) is not { } text || YamlReader.Read(path, text, ignored) is not MappingNode document)
        {
            return InputKind.Unknown;
        }

        bool Has(string key) => document.TryFind(key, out _);
        return Has(StudyFormat.BaseKey) ? Has(PlanFormat.ObjectiveKey) ? InputKind.Plan : InputKind.Study
            : Has(PlanFormat.ObjectiveKey) ? InputKind.Plan
            : Has(StudyFormat.VariantsKey) ? InputKind.Study
            : Has(ScenarioFormat.Hosts.Name) || Has(DocumentLoader.ExtendsKey) ? InputKind.Scenario
            : InputKind.Unknown;
    }
}
