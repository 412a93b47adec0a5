namespace Model.Placement.Pci;

/// <summary>
/// What Placement should hold for the PCI devices of a compute node. It is built anew from the tracker at every update of the
/// node's resources (<c>nova/compute/pci_placement_translator.py</c>). Use: make it, <see cref="UpdateTree"/>, then
/// <see cref="HealAllocations"/>.
/// </summary>
public sealed class PciPlacementView
{
    private readonly string _nodeName;
    private readonly PciPlacementRules _rules;
    private readonly List<PciProvider> _providers = [];
    private readonly Dictionary<string, PciProvider> _byName = new(StringComparer.Ordinal);

    /// <summary>Sorts the devices of a node into providers.</summary>
    /// <param name="nodeName">The node's name, which is that of its root provider.</param>
    /// <param name="devices">The tracked devices in ascending ordinal order of their addresses.</param>
    /// <param name="rules">The release's rules; null means 2025.2.</param>
    /// <exception cref="NovaException">
    /// <c>PlacementPciDependentDeviceException</c>: a PF and its VFs. <c>PlacementPciMixedResourceClassException</c>,
    /// <c>PlacementPciMixedTraitsException</c>: VFs of one PF differ. <c>PlacementPciException</c>: VFs for one use only.
    /// <c>ValueError</c>: a VF without a parent's address, on which Nova trips. At its start nova-compute stops on each of them.
    /// </exception>
    public PciPlacementView(string nodeName, IEnumerable<PlacementDevice> devices, PciPlacementRules? rules = null)
    {
        _nodeName = nodeName;
        _rules = rules ?? PciPlacementRules.Default;
        foreach (PlacementDevice device in devices)
        {
            Process(device);
        }
    }

    /// <summary>Refuses to go on without reporting where Placement already holds PCI devices of this compute service.</summary>
    /// <exception cref="NovaException"><c>PlacementPciException</c>.</exception>
    public static void EnsureNeverReported(ProviderTreeView tree)
    {
        foreach (ProviderView provider in tree.All())
        {
            if (provider.HasTrait(PciPlacementNames.ManagedTrait))
            {
                throw new NovaException(
                    "PlacementPciException",
                    "[pci]report_in_placement is off but was on before on this compute; it cannot be switched off again");
            }
        }
    }

    /// <summary>Refuses device_spec entries that name a network interface.</summary>
    /// <exception cref="NovaException"><c>PlacementPciException</c>.</exception>
    public static void EnsureNoDevname(IEnumerable<string?> devnames)
    {
        if (devnames.FirstOrDefault(devname => !string.IsNullOrEmpty(devname)) is { } named)
        {
            throw new NovaException(
                "PlacementPciException", $"device_spec entries with devname ('{named}') cannot be reported to Placement; use the address");
        }
    }

    /// <summary>Adds, changes and removes providers of PCI devices below the node's root.</summary>
    /// <param name="tree">The node's providers; it must hold a root of the node's name.</param>
    /// <param name="allocations">Allocations of all consumers of these providers, in the order of Placement's answer.</param>
    /// <param name="newUuid">Makes the id of a new provider from its name.</param>
    /// <returns>Each reported device's address with the id of its provider, in the order of providers, then of devices.</returns>
    public IReadOnlyList<KeyValuePair<string, string>> UpdateTree(
        ProviderTreeView tree, IReadOnlyList<ConsumerAllocations> allocations, Func<string, string> newUuid)
    {
        foreach (ProviderView provider in tree.WholeTreeOf(_nodeName))
        {
            if (_rules.CleanStray && provider.HasTrait(PciPlacementNames.ManagedTrait) && !_byName.ContainsKey(provider.Name))
            {
                tree.Remove(provider.Uuid);
            }
        }

        List<KeyValuePair<string, string>> assigned = [];
        foreach (PciProvider provider in _providers)
        {
            if (provider.UpdateTree(tree, _nodeName, allocations, newUuid) is { } view)
            {
                assigned.AddRange(provider.Devices.Select(device => KeyValuePair.Create(device.Address, view.Uuid)));
            }
        }

        return assigned;
    }

    /// <summary>
    /// Gives servers that own devices the allocations that go with them. Amounts are overwritten; nothing is ever taken away, and
    /// consumers without any allocation are left alone.
    /// </summary>
    /// <param name="tree">The tree after <see cref="UpdateTree"/>.</param>
    /// <param name="allocations">The allocations, changed in place.</param>
    /// <param name="sameHostResize">Servers that are being resized on this very host.</param>
    /// <returns>Whether something changed; the compute service then sends everything as one reshape.</returns>
    public bool HealAllocations(
        ProviderTreeView tree, IReadOnlyList<ConsumerAllocations> allocations, IReadOnlyCollection<string> sameHostResize)
    {
        bool changed = false;
        foreach (PciProvider provider in _providers)
        {
            changed |= provider.Heal(tree, allocations, sameHostResize);
        }

        return changed;
    }

    private void Process(PlacementDevice device)
    {
        if (device.IsRemoved)
        {
            // The provider stays in the view, so that what is still allocated of it can be accounted for.
            Ensure(device);
            return;
        }

        if (device.Tags is not { } tags)
        {
            if (_rules.KeepUsed && !string.IsNullOrEmpty(device.InstanceUuid))
            {
                Ensure(device);
            }

            return;
        }

        // Devices for Neutron ports are none of Placement's business yet.
        if (tags.HasPhysicalNetwork)
        {
            return;
        }

        PciProvider provider = Ensure(device);
        if (device.IsParentType)
        {
            provider.AddParent(device, tags);
        }
        else
        {
            provider.AddChild(device, tags);
        }
    }

    private PciProvider Ensure(PlacementDevice device)
    {
        string? address = device.IsParentType ? device.Address : device.ParentAddress;
        if (string.IsNullOrEmpty(address))
        {
            throw new NovaException("ValueError", $"the hypervisor reports no parent of {device.Address}");
        }

        string name = PciPlacementNames.ProviderName(_nodeName, address);
        if (!_byName.TryGetValue(name, out PciProvider? provider))
        {
            provider = new PciProvider(name, _rules);
            _byName.Add(name, provider);
            _providers.Add(provider);
        }

        return provider;
    }
}
