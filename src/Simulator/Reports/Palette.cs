namespace Simulator.Reports;

/// <summary>
/// Colours that stay apart for readers with colour-vision deficiencies
/// (Okabe and Ito's set, the light ones darkened to stand out on white).
/// </summary>
public static class Palette
{
    private static readonly string[] Colours =
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#9A8200", "#1398B8", "#666666", "#5B3A8C"];

    /// <summary>The colour of the n-th series; repeats after eight.</summary>
    public static string Of(int index) => Colours[index % Colours.Length];

    /// <summary>Whether the n-th series has a colour that an earlier one has, and needs another mark.</summary>
    public static bool IsRepeated(int index) => index / Colours.Length % 2 == 1;
}
