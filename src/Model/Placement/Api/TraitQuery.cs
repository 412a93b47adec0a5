namespace Model.Placement.Api;

/// <summary>The filters of GET traits.</summary>
internal static class TraitQuery
{
    public static IEnumerable<string> Find(PlacementStore store, QueryString query)
    {
        query.Allow(key => key is "name" or "associated");
        IEnumerable<string> traits = store.Traits;
        if (query.Last("name") is { } name)
        {
            int colon = name.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                throw PlacementFault.BadRequest("Badly formatted name parameter. Expected ?name=[in|startswith]:[name1,name2|prefix]");
            }

            string value = name[(colon + 1)..];
            string[] names = value.Split(',');
            traits = name[..colon] switch
            {
                "in" => traits.Where(names.Contains),
                "startswith" => traits.Where(trait => StartsLike(trait, value)),
                _ => traits,
            };
        }

        if (query.Last("associated") is { } associated)
        {
            bool wanted = associated.ToLowerInvariant() switch
            {
                "true" => true,
                "false" => false,
                _ => throw PlacementFault.BadRequest("The query parameter \"associated\" only accepts \"true\" or \"false\""),
            };
            traits = traits.Where(trait => store.IsTraitAssociated(trait) == wanted);
        }

        return traits;
    }

    /// <summary>The service hands the prefix to the data base's LIKE: case is ignored, _ stands for any letter, % for any text.</summary>
    private static bool StartsLike(string trait, string pattern) => StartsLike(trait.AsSpan(), pattern.AsSpan());

    private static bool StartsLike(ReadOnlySpan<char> trait, ReadOnlySpan<char> pattern)
    {
        for (int index = 0; index < pattern.Length; index++)
        {
            if (pattern[index] == '%')
            {
                for (int skip = index; skip <= trait.Length; skip++)
                {
                    if (StartsLike(trait[skip..], pattern[(index + 1)..]))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (index >= trait.Length
                || (pattern[index] != '_' && char.ToUpperInvariant(pattern[index]) != char.ToUpperInvariant(trait[index])))
            {
                return false;
            }
        }

        return true;
    }
}
