namespace Model.Scheduling;

/// <summary>A <c>name=ratio</c> element of an option's list (Nova: <c>parse_options</c> in <c>nova/scheduler/utils.py</c>).</summary>
/// <param name="Name">What is rated; white space is kept.</param>
/// <param name="Ratio">The factor.</param>
public readonly record struct RatioSetting(string Name, double Ratio)
{
    /// <summary>Reads a list; elements without a name or a number are left out.</summary>
    public static IReadOnlyList<RatioSetting> Parse(IReadOnlyList<string> elements)
    {
        List<RatioSetting> settings = [];
        foreach (string element in elements)
        {
            int separator = element.IndexOf('=', StringComparison.Ordinal);
            if (separator > 0 && LenientNumber.TryParseFloat(element[(separator + 1)..], out double ratio))
            {
                settings.Add(new RatioSetting(element[..separator], ratio));
            }
        }

        return settings;
    }
}
