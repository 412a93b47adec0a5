using Model.Configuration;

namespace Simulator.Scenarios.Format;

/// <summary>What <c>controller:</c> says.</summary>
/// <param name="Sources">All configuration texts, later ones winning.</param>
/// <param name="Schedulers">The scheduler's workers.</param>
internal sealed record ControllerEntry(IReadOnlyList<SourceText> Sources, SchedulerPool Schedulers)
{
    /// <summary>What holds when a scenario says nothing.</summary>
    public static ControllerEntry Default { get; } = new([], SchedulerPool.Default);
}
