using Model.Python;

using System.Collections.Concurrent;

namespace Model.Pci;

/// <summary>A request made ready for matching: its alternatives as numbers, and what they say to the guards.</summary>
internal sealed class PciRequestMatcher
{
    private static readonly string[] NoProviders = [];

    // Pools remember what they were asked by requests of the first few kinds; a kind is what the alternatives say.
    private static readonly ConcurrentDictionary<string, int> Kinds = new(StringComparer.Ordinal);
    private static int _lastKind = -1;

    // One array an alternative: key, value, key, value, …
    private readonly int[][] _alternatives;
    private readonly int _kind;

    public PciRequestMatcher(IReadOnlyList<IReadOnlyDictionary<string, string?>> spec)
    {
        _alternatives = new int[spec.Count][];
        bool allMigratable = true;
        bool noneMigratable = true;
        for (int index = 0; index < spec.Count; index++)
        {
            IReadOnlyDictionary<string, string?> alternative = spec[index];
            _alternatives[index] = Compile(alternative);
            string? devType = alternative.GetValueOrDefault(PciTags.DevType);
            WantsPf |= devType == "type-PF";
            WantsVdpa |= devType == "vdpa";
            WantsRemoteManaged |= PythonText.IsTrue(alternative.GetValueOrDefault(PciTags.RemoteManaged));
            string? liveMigratable = alternative.GetValueOrDefault(PciTags.LiveMigratable);
            allMigratable &= liveMigratable == "true";
            noneMigratable &= liveMigratable == "false";
        }

        string kind = string.Join(';', _alternatives.Select(static pairs => string.Join(',', pairs)));
        _kind = Kinds.GetOrAdd(kind, static _ => Interlocked.Increment(ref _lastKind));
        LiveMigratable = allMigratable ? "true" : noneMigratable ? "false" : null;
        string? providers = spec.Count == 0 ? null : spec[0].GetValueOrDefault(PciTags.ProviderUuids);
        Providers = string.IsNullOrEmpty(providers) ? NoProviders : providers.Split(',');
    }

    /// <summary>Whether an alternative names PFs.</summary>
    public bool WantsPf { get; }

    /// <summary>Whether an alternative names vDPA devices.</summary>
    public bool WantsVdpa { get; }

    /// <summary>Whether an alternative names remote-managed devices.</summary>
    public bool WantsRemoteManaged { get; }

    /// <summary><c>true</c> or <c>false</c> if all alternatives say so, else null: no constraint.</summary>
    public string? LiveMigratable { get; }

    /// <summary>The providers that the first alternative is bound to, one a device; empty when it is not bound.</summary>
    public string[] Providers { get; }

    /// <summary>Whether there is an alternative at all.</summary>
    public bool HasAlternative => _alternatives.Length > 0;

    /// <summary>Whether the pool suits any alternative.</summary>
    public bool Suits(PciPoolProperties pool)
    {
        if (pool.TryRecall(_kind, out bool known))
        {
            return known;
        }

        bool suits = IsMet(pool);
        pool.Remember(_kind, suits);
        return suits;
    }

    private bool IsMet(PciPoolProperties pool)
    {
        foreach (int[] alternative in _alternatives)
        {
            bool suits = true;
            for (int index = 0; suits && index < alternative.Length; index += 2)
            {
                suits = pool.Symbol(alternative[index]) == alternative[index + 1];
            }

            if (suits)
            {
                return true;
            }
        }

        return false;
    }

    private static int[] Compile(IReadOnlyDictionary<string, string?> alternative)
    {
        List<int> pairs = [];
        foreach (KeyValuePair<string, string?> pair in alternative.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            if (!PciTags.IsIgnoredInPools(pair.Key))
            {
                pairs.Add(PciSymbols.Key(pair.Key));
                pairs.Add(PciSymbols.Value(pair.Value));
            }
        }

        return [.. pairs];
    }
}
