using Simulator.Metrics;

namespace Simulator.Flows.Room;

/// <summary>Something that is left free on a host once no further guest of a kind fits.</summary>
/// <param name="Kind">A device's <c>vendor:product</c> or a resource class of CPUs.</param>
/// <param name="Cause">Why it is of no use to that kind of guest.</param>
/// <param name="Amount">How many.</param>
internal readonly record struct Leftover(string Kind, StrandingCause Cause, double Amount);
