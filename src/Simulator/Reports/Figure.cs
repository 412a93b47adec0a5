namespace Simulator.Reports;

/// <summary>One plot: its place in the result folder and what it shows, in words.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Title">Heading.</param>
/// <param name="AltText">What a reader who cannot see it should know.</param>
/// <param name="Svg">The picture as SVG text, ids unique to this figure.</param>
/// <param name="Png">The picture as PNG.</param>
public sealed record Figure(string Name, string Title, string AltText, string Svg, byte[] Png);
