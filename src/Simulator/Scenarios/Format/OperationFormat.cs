using Model.Configuration;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>operations:</c>.</summary>
internal static class OperationFormat
{
    public static readonly KeySet Keys = new("operation", "A timed action of an operator or user.");

    private static readonly ValueKind<Placed<string>> Name = Kinds.Text.WithPlace();
    private static readonly TypedKey<TimeSpan> At = Keys.Required("at", Kinds.Duration, "When, from the scenario's start.");
    private static readonly Form[] Forms =
    [
        new(OperationKind.Delete, "Deletes a server."),
        new(OperationKind.Migrate, "Migrates a server cold.") { Others = ["host", "fail"] },
        new(OperationKind.Resize, "Gives a server another flavor.") { Needed = ["flavor"], Others = ["fail"] },
        new(OperationKind.Confirm, "Confirms a server's cold migration or resize."),
        new(OperationKind.Revert, "Takes a server's cold migration or resize back."),
        new(OperationKind.LiveMigrate, "Migrates a running server.") { Others = ["host", "fail"] },
        new(OperationKind.Evacuate, "Builds a server of a dead host anew on another one.") { Others = ["host", "fail"] },
        new(OperationKind.Rebuild, "Builds a server anew on its host.") { Others = ["image", "fail"] },
        new(OperationKind.Shelve, "Shelves a server."),
        new(OperationKind.Unshelve, "Brings a shelved server back.") { Others = ["host", "fail"] },
        new(OperationKind.Start, "Powers a stopped server on."),
        new(OperationKind.Stop, "Powers a server off."),
        new(OperationKind.Pause, "Pauses a server."),
        new(OperationKind.Unpause, "Lets a paused server go on."),
        new(OperationKind.Suspend, "Saves a server's memory to disk; its PCI devices are detached meanwhile.") { Others = ["fail"] },
        new(OperationKind.Resume, "Lets a suspended server go on."),
        new(OperationKind.AbortLiveMigration, "Aborts a server's live migration, also while it waits for its turn."),
        new(OperationKind.ForceCompleteLiveMigration, "Ends a server's live migration by post-copy, or by pausing the guest."),
        new(OperationKind.AttachInterface, "Attaches a port to a server.") { Needed = ["port"], Others = ["fail"] },
        new(OperationKind.DetachInterface, "Detaches a port from a server.") { Needed = ["port"] },
        new(OperationKind.StopHost, "Stops a host's compute service, or the host.") { Others = ["forced-down"] },
        new(OperationKind.StartHost, "Starts a host's compute service.") { Others = ["nova_conf", "hardware", "release"] },
        new(OperationKind.RestartHost, "Restarts a host's compute service.") { Others = ["nova_conf", "hardware", "downtime", "release"] },
        new(OperationKind.ForceDown, "Declares a host's compute service down."),
        new(OperationKind.ForceUp, "Takes that back."),
        new(OperationKind.Disable, "Disables a host's compute service."),
        new(OperationKind.Enable, "Enables a host's compute service."),
        new(OperationKind.Reserve, "Sets reserved in every inventory of a resource provider.") { Needed = ["amount"] },
        new(OperationKind.RestartControllers, "Restarts the services that are not on compute hosts: all of them, or the scheduler alone.")
        {
            Others = ["nova_conf", "release"],
        },
    ];

    private static readonly TypedKey<Placed<string>> Host = Keys.Optional(
        "host", Name, "moves: the host to go to; the scheduler's choice unless given.");

    private static readonly TypedKey<Placed<string>> Flavor = Keys.Optional("flavor", Name, "resize: the new flavor.");
    private static readonly TypedKey<Placed<string>> Image = Keys.Optional("image", Name, "rebuild: the image; the server's own unless given.");
    private static readonly TypedKey<Placed<string>> Port = Keys.Optional(
        "port", Name, "attach-interface, detach-interface: the port, by its name; SERVER/N for the N-th of those without names.");

    private static readonly TypedKey<int> Amount = Keys.Optional("amount", Kinds.Whole(0), "reserve: the new reserved amount.");
    private static readonly TypedKey<bool> ForcedDown = Keys.Optional(
        "forced-down", Kinds.Boolean, "stop-host: whether the service is declared down at once; otherwise others notice after service_down_time.");

    private static readonly TypedKey<TimeSpan> Downtime = Keys.Optional(
        "downtime", Kinds.Duration, "restart-host: how long the service is stopped; 0 unless given.");

    private static readonly TypedKey<IReadOnlyList<SourceText>> NovaConf = Keys.Optional(
        "nova_conf",
        ConfigurationKind.Instance,
        "start-host, restart-host, restart-controllers: options that replace the services' from now on, also where one collects several values.");

    private static readonly TypedKey<Placed<string>> Hardware = Keys.Optional(
        "hardware", Name, "start-host, restart-host: entry under hardware: that the host is made of from now on.");

    private static readonly TypedKey<NovaRelease> Release = Keys.Optional(
        "release", ReleaseKind.Instance, "start-host, restart-host, restart-controllers: the Nova release that runs from now on.");

    private static readonly TypedKey<IReadOnlyList<FaultEntry>> Fail = Keys.Optional(
        "fail", FaultFormat.Kind, "What goes wrong in this operation.");

    private static readonly Key[] Options = [Host, Flavor, Image, Port, Amount, ForcedDown, Downtime, NovaConf, Hardware, Release, Fail];

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<OperationEntry> Kind = new ObjectKind<OperationEntry>(Keys, Bind);

    static OperationFormat() => Keys.ExactlyOneOf([.. Forms.Select(form => form.Key)]);

    /// <summary>The keys that belong to a kind of operation, needed ones first.</summary>
    public static IReadOnlyList<string> KeysOf(OperationKind kind)
    {
        Form form = Forms.First(form => form.Kind == kind);
        return [.. form.Needed, .. form.Others];
    }

    private static OperationEntry? Bind(MappingReader reader)
    {
        OperationEntry? entry = null;
        bool hasTime = reader.TryGet(At, out TimeSpan at);
        foreach (Form form in Forms)
        {
            if (reader.TryGet(form.Key, out Placed<string> target))
            {
                CheckBelongs(reader, form);
                entry = Read(reader, new Operation(at, form.Kind, target.Value, Position: target.Position), target);
            }
        }

        return hasTime && (!reader.Has(Amount) || reader.TryGet(Amount, out _)) ? entry : null;
    }

    private static OperationEntry Read(MappingReader reader, Operation operation, Placed<string> target) => new(
        operation with
        {
            Amount = reader.Get(Amount, 0),
            ForcedDown = reader.Get(ForcedDown, false),
            Downtime = reader.Get(Downtime, TimeSpan.Zero),
        },
        target)
    {
        Host = reader.FindValue(Host),
        Flavor = reader.FindValue(Flavor),
        Image = reader.FindValue(Image),
        Port = reader.FindValue(Port),
        Hardware = reader.FindValue(Hardware),
        NovaConf = reader.List(NovaConf),
        Release = reader.FindValue(Release),
        Faults = reader.List(Fail),
    };

    // Keys that an operation does not know would silently do nothing, so they are errors; missing ones too.
    private static void CheckBelongs(MappingReader reader, Form form)
    {
        foreach (string name in form.Needed.Where(name => !reader.Has(Keys.Find(name)!)))
        {
            string message = $"{form.Key.Name} needs the key '{name}': {Keys.Find(name)!.Description.Split(": ")[1]}";
            reader.Context.Error(ScenarioCodes.MissingKey, reader.Position, message);
        }

        foreach (Key key in Options.Where(key => reader.Has(key) && !form.Needed.Contains(key.Name) && !form.Others.Contains(key.Name)))
        {
            IEnumerable<Form> others = Forms.Where(other => other.Needed.Concat(other.Others).Contains(key.Name));
            string users = string.Join(", ", others.Select(other => other.Key.Name));
            reader.Context.Error(ScenarioCodes.Contradiction, reader.PositionOf(key), $"{form.Key.Name} has no key '{key.Name}'; it is for {users}");
        }
    }

    /// <summary>A kind of operation with the keys that belong to it.</summary>
    private sealed record Form(OperationKind Kind, string Description)
    {
        public TypedKey<Placed<string>> Key { get; } = Keys.Optional(Kind.ToName(), Name, Description);

        public string[] Needed { get; init; } = [];

        public string[] Others { get; init; } = [];
    }
}
