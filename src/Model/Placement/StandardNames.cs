using System.Collections.Frozen;

namespace Model.Placement;

/// <summary>
/// The resource classes and traits that every Placement knows without anyone creating them: those of os-resource-classes 1.1.0 and
/// os-traits 3.5.0 (both Apache-2.0), the versions of release 2025.2. Every other name must start with <see cref="CustomPrefix"/>.
/// </summary>
public static class StandardNames
{
    /// <summary>What a name that is not standard starts with.</summary>
    public const string CustomPrefix = "CUSTOM_";

    private static readonly string[] TraitList = Read("os-traits-3.5.0.txt");
    private static readonly string[] ResourceClassList = Read("os-resource-classes-1.1.0.txt");
    private static readonly FrozenSet<string> TraitSet = TraitList.ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> ResourceClassSet = ResourceClassList.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The standard resource classes in the order that os-resource-classes defines them; Placement's ids follow it.</summary>
    public static IReadOnlyList<string> ResourceClasses => ResourceClassList;

    /// <summary>The standard traits in ascending ordinal order.</summary>
    public static IReadOnlyList<string> Traits => TraitList;

    /// <summary>Whether the name is a standard resource class; letter case matters.</summary>
    public static bool IsResourceClass(string name) => ResourceClassSet.Contains(name);

    /// <summary>Whether the name is a standard trait; letter case matters.</summary>
    public static bool IsTrait(string name) => TraitSet.Contains(name);

    private static string[] Read(string file)
    {
        using Stream stream = typeof(StandardNames).Assembly.GetManifestResourceStream($"Model.Placement.Data.{file}")
            ?? throw new InvalidOperationException($"the list {file} is not embedded in the assembly");
        using StreamReader reader = new(stream);
        List<string> found = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                found.Add(line);
            }
        }

        return [.. found];
    }
}
