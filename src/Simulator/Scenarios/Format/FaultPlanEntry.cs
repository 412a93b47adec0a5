namespace Simulator.Scenarios.Format;

/// <summary>The section <c>faults:</c> as read.</summary>
internal sealed record FaultPlanEntry(FaultPlan Plan, IReadOnlyList<DeviceFaultEntry> Devices)
{
    /// <summary>Of a scenario without the section.</summary>
    public static FaultPlanEntry None { get; } = new(FaultPlan.None, []);
}
