using Simulator.Scenarios;

namespace Simulator.Studies;

/// <summary>The JSON Schemas of study and plan files, for editors. They are written from the same keys that the readers read.</summary>
public static class StudySchema
{
    /// <summary>The schema of study files as JSON text that ends with a line feed.</summary>
    public static string OfStudies() => ScenarioSchema.Write(StudyFormat.Keys, "Study");

    /// <summary>The schema of plan files as JSON text that ends with a line feed.</summary>
    public static string OfPlans() => ScenarioSchema.Write(PlanFormat.Keys, "Plan");
}
