namespace Model.Hardware;

/// <summary>A machine read from a source, with what the reader must tell about it.</summary>
/// <param name="Hardware">The machine.</param>
/// <param name="Warnings">Sentences for the user: devices left out, facts the source lacks, facts derived. In a fixed order.</param>
public sealed record HostDescription(HostHardware Hardware, IReadOnlyList<string> Warnings);
