namespace Model.Placement;

/// <summary>One step of the search for candidates, and what is left after it.</summary>
/// <param name="Group">Suffix of the group the step belongs to; null for steps that concern all groups together.</param>
/// <param name="Condition">What the step asks for, in plain words.</param>
/// <param name="Providers">Providers that meet it and all steps of the group before it; null where the step is about trees.</param>
/// <param name="Trees">Trees that can still serve the request after the step.</param>
public sealed record CandidateStep(string? Group, string Condition, int? Providers, int Trees);
