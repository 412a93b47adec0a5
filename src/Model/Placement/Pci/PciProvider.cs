namespace Model.Placement.Pci;

/// <summary>
/// One provider of PCI devices while the view of them is built: either a device of its own, or the tracked children of a PF
/// (<c>nova/compute/pci_placement_translator.py</c>, PciResourceProvider).
/// </summary>
internal sealed class PciProvider(string name, PciPlacementRules rules)
{
    private readonly List<PlacementDevice> _devices = [];
    private bool _hasParentDevice;
    private bool _oneTimeUse;
    private string? _resourceClass;
    private SortedSet<string>? _traits;
    private int _adjustment;

    public string Name { get; } = name;

    public IReadOnlyList<PlacementDevice> Devices => _devices;

    /// <summary>Devices, and units that are in use although their devices are gone from the configuration.</summary>
    public int Total => _devices.Count + _adjustment;

    public void AddParent(PlacementDevice device, PlacementTags tags)
    {
        if (_devices.Count > 0)
        {
            throw Dependent(device);
        }

        _devices.Add(device);
        _hasParentDevice = true;
        _resourceClass = PciPlacementNames.ResourceClass(tags.ResourceClass, device.VendorId, device.ProductId);
        _oneTimeUse = tags.OneTimeUse;
        _traits = TraitsOf(tags);
        if (_oneTimeUse)
        {
            _traits.Add(PciPlacementNames.OneTimeUseTrait);
        }
    }

    public void AddChild(PlacementDevice device, PlacementTags tags)
    {
        if (_hasParentDevice)
        {
            throw Dependent(device);
        }

        string resourceClass = PciPlacementNames.ResourceClass(tags.ResourceClass, device.VendorId, device.ProductId);
        if (_resourceClass is not null && _resourceClass != resourceClass)
        {
            throw new NovaException(
                "PlacementPciMixedResourceClassException",
                $"VFs of one PF need one resource_class, but {device.Address} has {resourceClass} and {Addresses()} {_resourceClass}");
        }

        SortedSet<string> traits = TraitsOf(tags);
        if (_traits is not null && !_traits.SetEquals(traits))
        {
            throw new NovaException(
                "PlacementPciMixedTraitsException",
                $"VFs of one PF need the same traits, but {device.Address} has {string.Join(',', traits)} "
                    + $"and {Addresses()} {string.Join(',', _traits)}");
        }

        if (tags.MentionsOneTimeUse)
        {
            throw new NovaException("PlacementPciException", $"only type-PCI and type-PF can set one_time_use, not devices of {Name}");
        }

        _devices.Add(device);
        _resourceClass = resourceClass;
        _traits = traits;
    }

    /// <summary>Brings the provider tree in line and returns the provider, or null when the provider is gone.</summary>
    public ProviderView? UpdateTree(
        ProviderTreeView tree, string rootName, IReadOnlyList<ConsumerAllocations> allocations, Func<string, string> newUuid)
    {
        ProviderView provider = tree.Find(Name) ?? tree.AddChild(newUuid(Name), Name, rootName);
        if (rules.KeepUsed)
        {
            Adjust(provider, allocations);
        }

        if (Total == 0)
        {
            tree.Remove(Name);
            return null;
        }

        provider.UpdateInventory([new(_resourceClass!, Inventory())]);
        provider.UpdateTraits(rules.OwnerTrait ? _traits!.Append(PciPlacementNames.OwnerTrait) : _traits!);
        return provider;
    }

    /// <summary>
    /// Brings the amounts of servers that own devices here in line. Servers without any allocation are being migrated or have lost it,
    /// and those in a resize on one host own devices twice: both are left alone.
    /// </summary>
    public bool Heal(ProviderTreeView tree, IReadOnlyList<ConsumerAllocations> allocations, IReadOnlyCollection<string> sameHostResize)
    {
        if (Total == 0)
        {
            return false;
        }

        string uuid = tree.Get(Name).Uuid;
        bool changed = false;
        for (int index = 0; index < _devices.Count; index++)
        {
            string? owner = _devices[index].InstanceUuid;
            if (string.IsNullOrEmpty(owner) || _devices.FindIndex(device => device.InstanceUuid == owner) < index)
            {
                continue;
            }

            ConsumerAllocations? consumer = allocations.FirstOrDefault(entry => entry.Consumer == owner);
            if (consumer is not null && !sameHostResize.Contains(owner))
            {
                int amount = _devices.Count(device => device.InstanceUuid == owner);
                changed |= consumer.Set(uuid, _resourceClass!, amount);
            }
        }

        return changed;
    }

    private SortedSet<string> TraitsOf(PlacementTags tags)
    {
        SortedSet<string> traits = new(PciPlacementNames.Traits(tags.Traits), StringComparer.Ordinal) { PciPlacementNames.ManagedTrait };
        if (rules.LiveMigratableTrait && tags.LiveMigratable)
        {
            traits.Add(PciPlacementNames.LiveMigratableTrait);
        }

        return traits;
    }

    /// <summary>
    /// Keeps what is in use when its devices are gone from the configuration: Placement refuses a total below the usage. Where no
    /// device is left to tell them, resource class and traits are those that Placement has.
    /// </summary>
    private void Adjust(ProviderView provider, IReadOnlyList<ConsumerAllocations> allocations)
    {
        List<AllocationView> usage =
            [.. allocations.SelectMany(consumer => consumer.Records).Where(record => record.ProviderUuid == provider.Uuid)];
        if (_resourceClass is null)
        {
            if (usage.Count == 0)
            {
                return;
            }

            _resourceClass = usage[0].ResourceClass;
            _traits = new SortedSet<string>(provider.Traits, StringComparer.Ordinal);
        }

        int used = usage.Where(record => record.ResourceClass == _resourceClass).Sum(record => record.Amount);
        if (used > Total)
        {
            _adjustment += used - Total;
        }
    }

    /// <summary>
    /// A device for one use is reserved once a server has it, and never set free here: only the operator does that, after cleaning.
    /// </summary>
    private InventoryView Inventory()
    {
        bool burnt = _hasParentDevice && _oneTimeUse && !string.IsNullOrEmpty(_devices[0].InstanceUuid);
        return new InventoryView { Total = Total, MaxUnit = Total, Reserved = burnt ? Total : null };
    }

    private NovaException Dependent(PlacementDevice device) => new(
        "PlacementPciDependentDeviceException",
        $"device_spec may name a PF or its VFs but not both: {device.Address} and {Addresses()}");

    private string Addresses() => string.Join(',', _devices.Select(device => device.Address));
}
