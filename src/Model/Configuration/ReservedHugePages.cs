using System.Globalization;
using Model.Diagnostics;

namespace Model.Configuration;

/// <summary>Huge pages withheld from guests on one NUMA node: one value of <c>reserved_huge_pages</c>.</summary>
/// <param name="Node">NUMA node, at least 0.</param>
/// <param name="SizeKb">Page size in KiB, above 0.</param>
/// <param name="Count">Pages, at least 0.</param>
public sealed record ReservedHugePages(int Node, int SizeKb, int Count)
{
    internal static IReadOnlyList<ReservedHugePages> Read(OptionReader reader)
    {
        List<ReservedHugePages> pages = [];
        foreach (ConfiguredText value in reader.Multi("DEFAULT", "reserved_huge_pages"))
        {
            if (TryParse(value.Text, out ReservedHugePages? parsed))
            {
                pages.Add(parsed);
            }
            else
            {
                string message = $"[DEFAULT]reserved_huge_pages: '{value.Text}' is not of the form node:0,size:2048,count:64";
                reader.Diagnostics.Error(ConfigurationCodes.InvalidValue, value.Position, message);
            }
        }

        return pages;
    }

    // A size is KiB, or a number with a unit such as 1GB (nova/virt/hardware.py, numa_get_reserved_huge_pages).
    private static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ReservedHugePages? pages)
    {
        Dictionary<string, string> parts = [];
        foreach (string pair in text.Split(','))
        {
            int colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !parts.TryAdd(pair[..colon].Trim(), pair[(colon + 1)..].Trim()))
            {
                pages = null;
                return false;
            }
        }

        pages = null;
        if (parts.TryGetValue("node", out string? node) && TryCount(node, out int nodeNumber)
            && parts.TryGetValue("size", out string? size) && TrySize(size, out int sizeKb)
            && parts.TryGetValue("count", out string? count) && TryCount(count, out int countNumber))
        {
            pages = new ReservedHugePages(nodeNumber, sizeKb, countNumber);
        }

        return pages is not null;
    }

    private static bool TryCount(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool TrySize(string text, out int sizeKb)
    {
        if (TryCount(text, out sizeKb))
        {
            return sizeKb > 0;
        }

        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        int unitKb = text[digits..] switch
        {
            "K" or "KB" or "KiB" => 1,
            "M" or "MB" or "MiB" => 1 << 10,
            "G" or "GB" or "GiB" => 1 << 20,
            _ => 0,
        };
        bool isRead = TryCount(text[..digits], out int number) && (long)number * unitKb is > 0 and <= int.MaxValue;
        sizeKb = isRead ? number * unitKb : 0;
        return isRead;
    }
}
