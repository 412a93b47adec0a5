using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Model.Pci;

/// <summary>What became of one request: how many devices were left after each test, and which test refused it, if any.</summary>
/// <param name="Request">The request.</param>
/// <param name="Free">Free devices before the first test.</param>
/// <param name="Left">
/// Devices left after each stage that drops pools, in order of <see cref="PciFilterStage"/>; shorter when an early stage ended the search.
/// </param>
/// <param name="RefusedBy">The first stage that left too few devices, or null when the request fits.</param>
public sealed record PciRequestReport(PciRequest Request, int Free, ImmutableArray<int> Left, PciFilterStage? RefusedBy)
{
    /// <summary>
    /// One sentence, for example <c>a1: 2 wanted, 4 free; 1 left after Numa (wrong NUMA node or socket)</c>; with no device free there is
    /// no more to say.
    /// </summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Request.AliasName ?? Request.RequesterId ?? Request.RequestId}: ");
        text.Append(CultureInfo.InvariantCulture, $"{Request.Count} wanted, {Free} free");
        if (RefusedBy is { } stage && Free > 0)
        {
            int index = Math.Min((int)stage, Left.Length - 1);
            text.Append(CultureInfo.InvariantCulture, $"; {Left[index]} left after {stage} ({stage.ToReason()})");
        }

        return text.ToString();
    }
}
