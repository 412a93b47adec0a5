using Model.Compute;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A flavor as read, with the places of its extra specs' values, in their order.</summary>
internal sealed record FlavorEntry(Flavor Flavor, IReadOnlyList<Placed<string>> ExtraSpecValues);
