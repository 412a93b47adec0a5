using System.Globalization;

namespace Simulator.Expectations;

/// <summary>A metric of a run beside its baseline. Immutable.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Before">Its value in the baseline, or null when it is new.</param>
/// <param name="Now">Its value now, or null when the run has none.</param>
/// <param name="Tolerance">What is allowed, as the baseline writes it.</param>
/// <param name="Holds">Whether the difference is allowed.</param>
internal sealed record BaselineDifference(string Metric, double? Before, double? Now, string Tolerance, bool Holds)
{
    /// <summary>The baseline's value as text.</summary>
    public string BeforeText => Text(Before);

    /// <summary>Today's value as text.</summary>
    public string NowText => Text(Now);

    /// <summary>How far the run is from the baseline, with a sign, and as a percentage where there is one.</summary>
    public string Change
    {
        get
        {
            if (Before is not { } before || Now is not { } now)
            {
                return Before is null ? "new" : "gone";
            }

            string difference = (now - before).ToString("+0.######;-0.######;0", CultureInfo.InvariantCulture);
            return before == 0 ? difference
                : $"{difference} ({((now - before) / Math.Abs(before) * 100).ToString("+0.#;-0.#;0", CultureInfo.InvariantCulture)}%)";
        }
    }

    /// <summary>The difference as a sentence.</summary>
    public override string ToString() =>
        $"{Metric} was {BeforeText} in the baseline and is {NowText} now: {Change}, tolerance {Tolerance}";

    private static string Text(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "absent";
}
