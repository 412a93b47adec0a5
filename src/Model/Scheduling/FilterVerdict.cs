using System.Globalization;

namespace Model.Scheduling;

/// <summary>
/// A filter's answer for one host: pass, or fail with a reason. The sentence is put together only when somebody reads
/// <see cref="Reason"/>, so that refusing thousands of hosts allocates nothing. The default value is a pass.
/// </summary>
public readonly struct FilterVerdict
{
    private const string Verbatim = "{0}";

    private readonly string? _format;
    private readonly string? _firstText;
    private readonly string? _secondText;
    private readonly long _firstNumber;
    private readonly long _secondNumber;

    private FilterVerdict(string format, string? firstText, string? secondText, long firstNumber, long secondNumber)
    {
        _format = format;
        _firstText = firstText;
        _secondText = secondText;
        _firstNumber = firstNumber;
        _secondNumber = secondNumber;
    }

    /// <summary>The host passes.</summary>
    public static FilterVerdict Pass => default;

    /// <summary>Whether the host passes.</summary>
    public bool Passes => _format is null;

    /// <summary>Why the host fails, for a person; empty for a pass.</summary>
    public string Reason => _format is null ? ""
        : ReferenceEquals(_format, Verbatim) ? _firstText!
        : string.Format(CultureInfo.InvariantCulture, _format, _firstText, _secondText, _firstNumber, _secondNumber);

    /// <summary>The host fails for a fixed reason.</summary>
    public static FilterVerdict Fail(string reason) => new(Verbatim, reason, null, 0, 0);

    /// <summary>The host fails; <paramref name="format"/> names the texts {0} and {1} and the numbers {2} and {3}.</summary>
    public static FilterVerdict Fail(
        string format, string? firstText, string? secondText = null, long firstNumber = 0, long secondNumber = 0) =>
        new(format, firstText, secondText, firstNumber, secondNumber);

    /// <summary>The host fails; <paramref name="format"/> names the numbers {2} and {3}.</summary>
    public static FilterVerdict FailNumbers(string format, long firstNumber, long secondNumber) =>
        new(format, null, null, firstNumber, secondNumber);
}
