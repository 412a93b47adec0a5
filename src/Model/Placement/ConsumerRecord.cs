namespace Model.Placement;

/// <summary>A consumer that holds allocations, as read from the store. A snapshot.</summary>
/// <param name="Uuid">The consumer.</param>
/// <param name="Generation">Its generation.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="UserId">Its user.</param>
/// <param name="ConsumerType">Its type; <c>unknown</c> when never told.</param>
/// <param name="Allocations">What it holds.</param>
public sealed record ConsumerRecord(
    string Uuid,
    int Generation,
    string ProjectId,
    string UserId,
    string ConsumerType,
    IReadOnlyList<ProviderAllocation> Allocations);
