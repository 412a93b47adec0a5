using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>operations:</c>.</summary>
internal static class OperationFormat
{
    public static readonly KeySet Keys = new("operation", "A timed action of an operator.");

    private static readonly ValueKind<Placed<string>> Name = Kinds.Text.WithPlace();
    private static readonly TypedKey<TimeSpan> At = Keys.Required("at", Kinds.Duration, "When, from the scenario's start.");
    private static readonly TypedKey<Placed<string>> Delete = Keys.Optional("delete", Name, "Deletes a server.");
    private static readonly TypedKey<Placed<string>> Disable = Keys.Optional("disable", Name, "Disables a host's compute service.");
    private static readonly TypedKey<Placed<string>> Enable = Keys.Optional("enable", Name, "Enables a host's compute service.");
    private static readonly TypedKey<Placed<string>> Reserve = Keys.Optional(
        "reserve", Name, "Sets reserved in every inventory of a resource provider.");

    private static readonly TypedKey<int> Amount = Keys.Optional("amount", Kinds.Whole(0), "reserve: the new reserved amount.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<OperationEntry> Kind = new ObjectKind<OperationEntry>(Keys, Bind);

    static OperationFormat() => Keys.ExactlyOneOf(Delete, Disable, Enable, Reserve);

    private static OperationEntry? Bind(MappingReader reader)
    {
        bool hasTime = reader.TryGet(At, out TimeSpan at);
        bool hasAmount = reader.TryGet(Amount, out int amount);
        (TypedKey<Placed<string>> Key, OperationKind Kind)[] kinds =
        [
            (Delete, OperationKind.Delete), (Disable, OperationKind.Disable),
            (Enable, OperationKind.Enable), (Reserve, OperationKind.Reserve),
        ];
        OperationEntry? entry = null;
        foreach ((TypedKey<Placed<string>> key, OperationKind kind) in kinds)
        {
            if (reader.TryGet(key, out Placed<string> target))
            {
                entry = new OperationEntry(new Operation(at, kind, target.Value, amount, target.Position), target);
            }
        }

        if (entry is not null && reader.Has(Amount) != (entry.Operation.Kind == OperationKind.Reserve))
        {
            string message = reader.Has(Amount)
                ? "'amount' is for reserve only"
                : "reserve needs the key 'amount': the new reserved amount";
            reader.Context.Error(ScenarioCodes.Contradiction, reader.Has(Amount) ? reader.PositionOf(Amount) : reader.Position, message);
        }

        return hasTime && (hasAmount || !reader.Has(Amount)) ? entry : null;
    }
}
