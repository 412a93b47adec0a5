using System.Globalization;
using System.Numerics;

namespace Model.Placement.Api;

/// <summary>Reads <c>VCPU:2,MEMORY_MB:1024</c>, traits and aggregates out of query parameters (placement/util.py).</summary>
internal static class ResourcesText
{
    /// <summary>Amounts by class in the order given; of a class given twice the last amount counts.</summary>
    public static IReadOnlyList<ResourceAmount> Resources(string text)
    {
        List<ResourceAmount> resources = [];
        foreach (string item in text.Split(','))
        {
            string[] halves = item.Split(':');
            if (halves.Length != 2
                || !TryAmount(halves[1], out BigInteger number)
                || number < 1)
            {
                throw PlacementFault.BadRequest(
                    $"Badly formed resources parameter. Expected ?resources=VCPU:2,MEMORY_MB:1024 with positive amounts. Got: {item}");
            }

            ResourceAmount amount = new(halves[0], number > long.MaxValue ? long.MaxValue : (long)number);
            int present = resources.FindIndex(r => string.Equals(r.ResourceClass, amount.ResourceClass, StringComparison.Ordinal));
            if (present < 0)
            {
                resources.Add(amount);
            }
            else
            {
                resources[present] = amount;
            }
        }

        return resources;
    }

    private static bool TryAmount(string text, out BigInteger number) =>
        BigInteger.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>One value of <c>required</c>: all of <c>A,B,!C</c>, or with <c>in:A,B</c> any of them.</summary>
    public static void Traits(
        string text, bool allowsForbidden, bool allowsAny, List<IReadOnlyList<string>> required, List<string> forbidden)
    {
        if (text.StartsWith("in:", StringComparison.Ordinal))
        {
            string[] any = [.. text[3..].Split(',').Select(trait => trait.Trim()).Distinct()];
            if (!allowsAny || any.Any(trait => trait.Length == 0 || trait[0] == '!'))
            {
                throw PlacementFault.BadRequest($"Invalid query string parameters: required={text}");
            }

            required.Add(any);
            return;
        }

        foreach (string trait in text.Split(',').Select(trait => trait.Trim()))
        {
            bool isForbidden = trait.StartsWith('!');
            string name = trait.TrimStart('!');
            if (name.Length == 0 || (isForbidden && !allowsForbidden))
            {
                throw PlacementFault.BadRequest($"Invalid query string parameters: required={text}");
            }

            if (isForbidden)
            {
                forbidden.Add(name);
            }
            else
            {
                required.Add([name]);
            }
        }
    }

    /// <summary>All values of <c>required</c> with a suffix.</summary>
    public static void Traits(
        QueryString query, string suffix, Microversion version, List<IReadOnlyList<string>> required, List<string> forbidden)
    {
        IReadOnlyList<string> values = query.All("required" + suffix);
        bool allowsAny = version.IsAtLeast(39);
        for (int index = allowsAny ? 0 : Math.Max(0, values.Count - 1); index < values.Count; index++)
        {
            Traits(values[index], version.IsAtLeast(22), allowsAny, required, forbidden);
        }
    }

    /// <summary>All values of <c>member_of</c> with a suffix: one of <c>U</c>, <c>!U</c>, <c>in:U,V</c>, <c>!in:U,V</c> each.</summary>
    public static void MemberOf(
        QueryString query, string suffix, Microversion version, List<IReadOnlyList<string>> required, List<string> forbidden)
    {
        IReadOnlyList<string> values = query.All("member_of" + suffix);
        if (values.Count > 1 && !version.IsAtLeast(24))
        {
            throw PlacementFault.BadRequest($"Multiple member_of{suffix} parameters are not supported");
        }

        foreach (string value in values)
        {
            bool isList = value.StartsWith("in:", StringComparison.Ordinal) || value.StartsWith("!in:", StringComparison.Ordinal);
            bool isForbidden = value.StartsWith('!');
            string bare = isForbidden ? value[1..] : value;
            string[] aggregates = isList ? bare[3..].Split(',') : [bare];
            if ((value.Contains(',', StringComparison.Ordinal) && !isList)
                || (isForbidden && !version.IsAtLeast(32))
                || !aggregates.All(UuidText.IsLike))
            {
                throw PlacementFault.BadRequest($"Invalid query string parameters: member_of{suffix}={value}");
            }

            if (isForbidden)
            {
                forbidden.AddRange(aggregates);
            }
            else
            {
                required.Add(aggregates);
            }
        }
    }
}
