using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;

namespace Simulator.Studies;

/// <summary>The value of <c>vary:</c> as read.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Paths">What is set to its value.</param>
/// <param name="Values">The values from the least generous to the most.</param>
internal sealed record VaryEntry(string Name, IReadOnlyList<Placed<string>> Paths, IReadOnlyList<Node> Values);
