using Model.Diagnostics;

namespace Simulator.Scenarios.Binding;

/// <summary>Refuses names that nothing has, with the nearest one that something has.</summary>
internal static class KnownNames
{
    private const int ListedMax = 12;

    /// <summary>Whether a name is among the known ones; if not, that is reported with the nearest one.</summary>
    /// <param name="diagnostics">Receives the problem.</param>
    /// <param name="what">What the name should name, for example "flavor".</param>
    /// <param name="name">The name with its place.</param>
    /// <param name="known">The valid names.</param>
    public static bool Check(DiagnosticBag diagnostics, string what, Placed<string> name, IReadOnlyCollection<string> known)
    {
        if (known.Contains(name.Value))
        {
            return true;
        }

        string valid = known.Count switch
        {
            0 => "the scenario has none at all",
            <= ListedMax => $"valid: {string.Join(", ", known)}",
            _ => $"there are {known.Count} others",
        };
        string? nearest = NearestName.Find(name.Value, known);
        diagnostics.Error(ScenarioCodes.UnknownName, name.Position, $"there is no {what} '{name.Value}'; {valid}", nearest);
        return false;
    }
}
