namespace Simulator.Fuzzing;

/// <summary>A server that a drawn case asks for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="At">When, in seconds from the start.</param>
/// <param name="Flavor">Its flavor.</param>
internal sealed record FuzzServer(string Name, int At, string Flavor);
