using Model.Configuration;
using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>campaigns:</c>.</summary>
internal static class CampaignFormat
{
    public static readonly KeySet Keys = new("campaign", "Something operators do to many hosts, one after another.");

    private static readonly ValueKind<Placed<string>> Name = Kinds.Text.WithPlace();

    private static readonly TypedKey<Placed<string>> Title = Keys.Required("name", Name, "Name, for the results.");

    private static readonly TypedKey<CampaignKind> What = Keys.Required(
        "kind",
        new ChoiceKind<CampaignKind>(
            ("maintenance", CampaignKind.Maintenance), ("drain", CampaignKind.Drain),
            ("restart", CampaignKind.Restart), ("controllers", CampaignKind.Controllers)),
        "maintenance (disable, empty, work, enable), drain (disable and empty), restart (compute services only), or controllers "
        + "(other configuration of API, conductor and scheduler).");

    private static readonly TypedKey<TimeSpan> At = Keys.Optional("at", Kinds.Duration, "Earliest start; at once unless given.");

    private static readonly TypedKey<Placed<string>> After = Keys.Optional(
        "after", Name, "The campaign that must be over before this one starts.");

    private static readonly TypedKey<IReadOnlyList<Placed<string>>> Hosts = Keys.Optional(
        "hosts", new ListKind<Placed<string>>(Name, allowsSingle: true), "Names or patterns of hosts, in the order of the work; all unless given.");

    private static readonly TypedKey<int> AtOnce = Keys.Optional("at-once", Kinds.Whole(1), "Hosts worked on at once; 1 unless given.");

    private static readonly TypedKey<int> MovesAtOnce = Keys.Optional(
        "moves-at-once", Kinds.Whole(1), "Servers of a host that are moved at once; 2 unless given (assumption).");

    private static readonly TypedKey<bool> Cold = Keys.Optional(
        "cold", Kinds.Boolean, "Whether servers that cannot migrate live are migrated cold, which stops them; yes unless given.");

    private static readonly TypedKey<TimeSpan> ConfirmAfter = Keys.Optional(
        "confirm-after", Kinds.Duration, "How long after a cold migration it is confirmed; 1 min unless given (assumption).");

    private static readonly TypedKey<int> Attempts = Keys.Optional(
        "attempts", Kinds.Whole(1), "How often the move of a server is tried; 2 unless given (assumption).");

    private static readonly TypedKey<TimeSpan> RetryAfter = Keys.Optional(
        "retry-after", Kinds.PositiveDuration, "Time between two attempts; 5 min unless given (assumption).");

    private static readonly TypedKey<Distribution> Work = Keys.Optional(
        "work",
        DistributionFormat.Kind,
        "maintenance: how long the work on an empty host takes, with its restart; restart: how long the service is away. None unless given.");

    private static readonly TypedKey<IReadOnlyList<SourceText>> NovaConf = Keys.Optional(
        "nova_conf",
        ConfigurationKind.Instance,
        "A configuration file that is read after the ones that were there, those of earlier campaigns included; counts from the restart.");

    private static readonly TypedKey<NovaRelease> Release = Keys.Optional(
        "release", ReleaseKind.Instance, "The Nova release that the services come back with; the one they had unless given.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<CampaignEntry> Kind = new ObjectKind<CampaignEntry>(Keys, Bind);

    private static CampaignEntry? Bind(MappingReader reader)
    {
        bool hasName = reader.TryGet(Title, out Placed<string> name);
        bool hasKind = reader.TryGet(What, out CampaignKind kind);
        Campaign standard = new() { Name = hasName ? name.Value : "", Kind = kind };
        CampaignEntry entry = new(
            reader.Position,
            name,
            standard with
            {
                At = reader.Get(At, TimeSpan.Zero),
                AtOnce = reader.Get(AtOnce, standard.AtOnce),
                MovesAtOnce = reader.Get(MovesAtOnce, standard.MovesAtOnce),
                MovesCold = reader.Get(Cold, true),
                ConfirmAfter = reader.Get(ConfirmAfter, standard.ConfirmAfter),
                Attempts = reader.Get(Attempts, standard.Attempts),
                RetryAfter = reader.Get(RetryAfter, standard.RetryAfter),
                Work = reader.Get(Work, standard.Work),
            },
            reader.FindValue(After),
            reader.List(Hosts),
            reader.List(NovaConf),
            reader.FindValue(Release));
        if (hasKind && kind == CampaignKind.Controllers && reader.Has(Hosts))
        {
            reader.Context.Error(ScenarioCodes.Contradiction, reader.PositionOf(Hosts), "a campaign of kind controllers has no hosts");
        }

        return hasName && hasKind ? entry : null;
    }
}
