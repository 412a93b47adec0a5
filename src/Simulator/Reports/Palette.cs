namespace Simulator.Reports;

/// <summary>Colours that stay apart for readers with colour-vision deficiencies (Okabe and Ito's set).</summary>
public static class Palette
{
    private static readonly string[] Colours =
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#666666", "#8C6D1F"];

    /// <summary>The colour of the n-th series; repeats after eight.</summary>
    public static string Of(int index) => Colours[index % Colours.Length];

    /// <summary>Whether the n-th series has a colour that an earlier one has, and needs another mark.</summary>
    public static bool IsRepeated(int index) => index / Colours.Length % 2 == 1;
}
