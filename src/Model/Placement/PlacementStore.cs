namespace Model.Placement;

/// <summary>
/// The state of a Placement service, in memory: providers in trees, inventories, traits, aggregates, consumers and their
/// allocations, with the service's rules, refusals and generations. Typed calls, no JSON and no HTTP; <c>PlacementApi</c> puts the
/// REST shape on top. Not thread-safe.
/// </summary>
/// <remarks>
/// State is kept in columns (struct of arrays) under integer handles: a provider is an index into the provider columns, an
/// inventory an index into the row columns. Source of the rules: placement/objects/*.py and placement/handlers/*.py.
/// </remarks>
public sealed partial class PlacementStore
{
    /// <summary>Name of the consumer type of consumers for which none was ever told.</summary>
    public const string UnknownConsumerType = "unknown";

    private const int None = -1;

    private readonly NameTable _classes = new(StandardNames.ResourceClasses);
    private readonly NameTable _traits = new(StandardNames.Traits);
    private readonly NameTable _aggregates = new([]);
    private readonly NameTable _consumerTypes = new([]);
    private readonly NameTable _projects = new([]);
    private readonly NameTable _users = new([]);
    private readonly IntSetTable _traitSets = new();
    private readonly IntSetTable _aggregateSets = new();
    private CandidateIndex? _index;

    /// <summary>Makes an empty store: standard resource classes and traits only.</summary>
    public PlacementStore() => SharingTrait = _traits.Find("MISC_SHARES_VIA_AGGREGATE");

    /// <summary>The index of the fast candidate search, made when it is first asked for.</summary>
    internal CandidateIndex Index => _index ??= new CandidateIndex(this);

    internal NameTable ClassTable => _classes;

    internal NameTable TraitTable => _traits;

    internal NameTable AggregateTable => _aggregates;

    internal IntSetTable TraitSets => _traitSets;

    internal IntSetTable AggregateSets => _aggregateSets;

    /// <summary>The trait that makes a provider share its inventory with the members of its aggregates.</summary>
    internal int SharingTrait { get; }

    private static void Grow<T>(ref T[] column, int length)
    {
        if (column.Length < length)
        {
            Array.Resize(ref column, Math.Max(length, Math.Max(16, column.Length * 2)));
        }
    }
}
