using Model.Configuration;
using Model.Networking;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>Turns the entries of <c>networks:</c> and <c>ports:</c>, and what servers ask of them, into definitions.</summary>
internal sealed class PortBinder
{
    private readonly BindContext context;
    private readonly NovaRelease release;
    private readonly string[] networkNames;
    private readonly string[] portNames;
    private readonly List<PortDefinition> ports = [];

    public PortBinder(
        BindContext context,
        NovaRelease release,
        IReadOnlyList<KeyValuePair<Placed<string>, Network>> networks,
        IReadOnlyList<KeyValuePair<Placed<string>, PortEntry>> entries)
    {
        this.context = context;
        this.release = release;
        Networks = [.. networks.Select(entry => entry.Value with { Id = entry.Key.Value })];
        networkNames = [.. Networks.Select(network => network.Id)];
        portNames = [.. entries.Select(entry => entry.Key.Value)];
        foreach ((Placed<string> name, PortEntry entry) in entries)
        {
            if (name.Value.Contains('/') || name.Value.Any(char.IsWhiteSpace))
            {
                string message = $"'{name.Value}' cannot name a port: '/' and blanks are kept for others";
                context.Error(ScenarioCodes.InvalidValue, name.Position, message);
            }

            if (Described(entry))
            {
                ports.Add(entry.Port! with { Name = name.Value });
            }
        }
    }

    /// <summary>Networks in the order of the file.</summary>
    public IReadOnlyList<Network> Networks { get; }

    /// <summary>Named ports in the order of the file.</summary>
    public IReadOnlyList<PortDefinition> Ports => ports;

    /// <summary>What a server asks for; problems are reported and left out.</summary>
    /// <param name="wanted">Its ports.</param>
    /// <param name="networks">Its networks.</param>
    /// <param name="isForMany">Whether several servers ask for the same: then each needs a port of its own.</param>
    public NetworkWish Wish(IReadOnlyList<PortEntry> wanted, IReadOnlyList<Placed<string>> networks, bool isForMany)
    {
        List<PortDefinition> found = [];
        foreach (PortEntry entry in wanted)
        {
            if (entry.Reference is not { } name)
            {
                if (Described(entry))
                {
                    found.Add(entry.Port!);
                }
            }
            else if (isForMany)
            {
                string message = $"only one server can have port '{name.Value}'; describe the port here instead of naming it";
                context.Error(ScenarioCodes.Contradiction, name.Position, message);
            }
            else if (found.Exists(port => port.Name == name.Value))
            {
                context.Error(ScenarioCodes.DuplicateName, name.Position, $"port '{name.Value}' is asked for twice");
            }
            else if (context.Knows("port", name, portNames) && ports.Find(port => port.Name == name.Value) is { } known)
            {
                found.Add(known);
            }
        }

        string[] plain = [.. networks.Where(network => context.Knows("network", network, networkNames)).Select(network => network.Value)];
        return found.Count + plain.Length == 0 ? NetworkWish.None : new NetworkWish(found, plain);
    }

    private bool Described(PortEntry entry)
    {
        bool isKnown = context.Knows("network", entry.Network, networkNames);
        if (entry.VnicType.Value == VnicTypes.Vdpa && !release.Features.PciVdpaPorts)
        {
            string message = $"Nova knows ports of vnic_type {VnicTypes.Vdpa} since release 2021.1; this scenario has {release}";
            context.Error(ScenarioCodes.Contradiction, entry.VnicType.Position, message);
        }

        return isKnown;
    }
}
