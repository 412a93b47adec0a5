namespace Simulator.Fuzzing;

/// <summary>One timed operation of a drawn case.</summary>
/// <param name="At">When, in seconds from the start.</param>
/// <param name="Verb">What.</param>
/// <param name="Target">The server or host.</param>
/// <param name="Value">The host to go to, the flavor, the image, the device_spec entries or the amount; null for none.</param>
internal sealed record FuzzStep(int At, FuzzVerb Verb, string Target, string? Value = null);
