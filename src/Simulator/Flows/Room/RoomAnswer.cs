using Simulator.Metrics;

namespace Simulator.Flows.Room;

/// <summary>How many more guests of one kind fit on a host, and what is left then. Immutable.</summary>
/// <param name="Guests">Guests, were nobody else to come.</param>
/// <param name="Stop">What the next guest would lack.</param>
/// <param name="Left">Wanted devices and CPUs that are free all the same.</param>
internal sealed record RoomAnswer(int Guests, StrandingCause Stop, IReadOnlyList<Leftover> Left);
