using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A port as read: the name of one that stands under <c>ports:</c>, or a description.</summary>
/// <param name="Reference">The name; null for a description.</param>
/// <param name="Network">The described port's network.</param>
/// <param name="VnicType">The described port's vNIC type.</param>
/// <param name="Port">The described port; null for a name.</param>
internal sealed record PortEntry(Placed<string>? Reference, Placed<string> Network, Placed<string> VnicType, PortDefinition? Port);
