using Model.Hardware;
using Model.Pci;

namespace Model.Tests.Pci;

/// <summary>
/// The tracker as one would write it down from the specification, with dictionaries of text and no thought of speed. It shares
/// nothing with the real one but the reading of specifications, so that the two can be held against each other.
/// </summary>
internal sealed class NaiveTracker
{
    private readonly PciDeviceSpecList _specs;
    private readonly IReadOnlyList<PciHostCell> _cells;
    private readonly Dictionary<string, (HypervisorPciDevice Facts, string Status, string? Owner, string? Request)> _database = [];
    private readonly Dictionary<string, HypervisorPciDevice> _stale = [];
    private readonly HashSet<string> _removeWhenFreed = [];
    private readonly List<(string Instance, List<Device> Devices)> _claims = [];
    private readonly List<(string Instance, List<Device> Devices)> _allocations = [];
    private List<Device> _devices = [];

    public NaiveTracker(PciDeviceSpecList specs, IReadOnlyList<PciHostCell> cells, NaiveTracker? before = null)
    {
        _specs = specs;
        _cells = cells;
        foreach ((string address, (HypervisorPciDevice facts, string status, string? owner, string? request)) in before?._database ?? [])
        {
            _database[address] = (facts, status, owner, request);
            _devices.Add(new Device { Facts = facts, Status = status, Owner = owner, Request = request });
        }

        Relate();
        foreach (Device device in _devices)
        {
            if (device.Status == "claimed")
            {
                Append(_claims, device.Owner!, device);
            }
            else if (device.Status == "allocated")
            {
                Append(_allocations, device.Owner!, device);
            }
            else if (device.Status == "available")
            {
                AddToPool(device);
            }
        }
    }

    public List<Pool> Pools { get; } = [];

    public IEnumerable<Device> Devices => _devices;

    public void Report(IReadOnlyList<HypervisorPciDevice> reported)
    {
        List<HypervisorPciDevice> assignable = [.. reported.Where(facts => _specs.Find(facts) is not null)];
        List<string> known = [.. _devices.Select(device => device.Facts.Address)];
        foreach (Device device in _devices)
        {
            HypervisorPciDevice? facts = assignable.FirstOrDefault(other => other.Address == device.Facts.Address);
            if (facts is null)
            {
                if (device.Status is "available" or "unavailable" or "unclaimable" && device.Owner is null)
                {
                    (device.Status, device.Request) = ("removed", null);
                    if (Pools.Any(pool => pool.Devices.Contains(device)))
                    {
                        RemoveFromPool(device);
                    }
                }
                else
                {
                    _removeWhenFreed.Add(device.Facts.Address);
                }
            }
            else if (device.Status is "claimed" or "allocated")
            {
                _stale[facts.Address] = facts;
            }
            else
            {
                device.Facts = facts;
                ChangePoolOfOtherType(device);
            }
        }

        foreach (HypervisorPciDevice facts in assignable.Where(facts => !known.Contains(facts.Address)))
        {
            Device device = new() { Facts = facts };
            _devices.Add(device);
            AddToPool(device);
        }

        Relate();
    }

    public void Save()
    {
        foreach (Device device in _devices.ToList())
        {
            if (device.Status == "removed")
            {
                _devices.Remove(device);
                _database.Remove(device.Facts.Address);
            }
            else
            {
                _database[device.Facts.Address] = (device.Facts, device.Status, device.Owner, device.Request);
            }
        }
    }

    public IReadOnlyList<Device> Claim(string instance, IReadOnlyList<PciRequest> requests, IReadOnlyList<int>? cells)
    {
        if (_devices.Count == 0 || requests.Count == 0)
        {
            return [];
        }

        List<Device> taken = Consume(requests, cells ?? []);
        foreach (Device device in taken)
        {
            device.Claim(instance);
        }

        if (taken.Count > 0)
        {
            int index = _claims.FindIndex(claim => claim.Instance == instance);
            if (index < 0)
            {
                _claims.Add((instance, taken));
            }
            else
            {
                _claims[index] = (instance, taken);
            }
        }

        return taken;
    }

    public void Allocate(string instance)
    {
        int index = _claims.FindIndex(claim => claim.Instance == instance);
        if (index < 0)
        {
            return;
        }

        List<Device> devices = _claims[index].Devices;
        _claims.RemoveAt(index);
        devices.ForEach(device => device.Allocate(instance));
        devices.ForEach(device => Append(_allocations, instance, device));
    }

    public void Free(string instance)
    {
        if (_allocations.RemoveAll(entry => entry.Instance == instance) > 0)
        {
            _devices.Where(device => device.Status == "allocated" && device.Owner == instance).ToList().ForEach(FreeDevice);
        }

        if (_claims.RemoveAll(entry => entry.Instance == instance) > 0)
        {
            _devices.Where(device => device.Status == "claimed" && device.Owner == instance).ToList().ForEach(FreeDevice);
        }
    }

    public void Clean(IReadOnlyList<string> instances)
    {
        foreach (List<(string Instance, List<Device> Devices)> owners in new[] { _claims, _allocations })
        {
            foreach ((string instance, List<Device> devices) in owners.Where(entry => !instances.Contains(entry.Instance)).ToList())
            {
                owners.RemoveAll(entry => entry.Instance == instance);
                devices.ForEach(FreeDevice);
            }
        }
    }

    private static void Append(List<(string Instance, List<Device> Devices)> owners, string instance, Device device)
    {
        if (owners.All(entry => entry.Instance != instance))
        {
            owners.Add((instance, []));
        }

        owners.Single(entry => entry.Instance == instance).Devices.Add(device);
    }

    private void FreeDevice(Device device)
    {
        List<Device> freed = device.Free();
        if (_stale.Remove(device.Facts.Address, out HypervisorPciDevice? facts))
        {
            device.Facts = facts;
        }

        if (_removeWhenFreed.Remove(device.Facts.Address))
        {
            (device.Status, device.Request) = ("removed", null);
            if (Pools.Any(pool => pool.Devices.Contains(device)))
            {
                RemoveFromPool(device);
            }
        }
        else
        {
            freed.ForEach(AddToPool);
        }
    }

    private void Relate()
    {
        _devices = [.. _devices.OrderBy(device => device.Facts.Address, StringComparer.Ordinal)];
        Dictionary<string, Device> pfs = [];
        foreach (Device device in _devices.Where(device => device.Status is not "removed"))
        {
            if (device.Facts.DevType == PciDeviceType.Pf)
            {
                device.Vfs = [];
                pfs[device.Facts.Address] = device;
            }
            else if (device.IsVf)
            {
                device.Pf = device.Facts.ParentAddress is { } parent ? pfs.GetValueOrDefault(parent) : null;
                device.Pf?.Vfs.Add(device);
            }
        }
    }

    private Dictionary<string, string?>? KeysOf(Device device)
    {
        PciDeviceSpec? spec = _specs.Specs.FirstOrDefault(other => other.Matches(device.Facts));
        if (spec is null)
        {
            return null;
        }

        Dictionary<string, string?> keys = new()
        {
            ["product_id"] = device.Facts.ProductId,
            ["vendor_id"] = device.Facts.VendorId,
            ["numa_node"] = device.Facts.NumaNode is { } node ? $"#{node}" : null,
            ["dev_type"] = device.Facts.DevType.ToName(),
        };
        foreach (KeyValuePair<string, PciTagValue> tag in spec.Tags)
        {
            if (tag.Key is not ("resource_class" or "traits"))
            {
                keys[tag.Key] = tag.Value.Text;
            }
        }

        keys["address"] = device.Facts.ParentAddress ?? device.Facts.Address;
        if (device.Facts.DevType != PciDeviceType.Pci && keys.GetValueOrDefault("remote_managed") is null)
        {
            keys["remote_managed"] = "false";
        }

        return keys;
    }

    private Pool? FindPool(Dictionary<string, string?> keys) =>
        Pools.FirstOrDefault(pool => pool.Keys.Count == keys.Count
            && keys.All(pair => pool.Keys.GetValueOrDefault(pair.Key) == pair.Value));

    private void AddToPool(Device device)
    {
        if (KeysOf(device) is not { } keys)
        {
            return;
        }

        Pool? pool = FindPool(keys);
        if (pool is null)
        {
            pool = new Pool(keys);
            Pools.Add(pool);
            List<Pool> sorted = [.. Pools.OrderBy(other => other.Keys.Count)];
            Pools.Clear();
            Pools.AddRange(sorted);
        }

        pool.Count++;
        pool.Devices.Add(device);
    }

    private void RemoveFromPool(Device device)
    {
        if (KeysOf(device) is not { } keys)
        {
            return;
        }

        Pool pool = FindPool(keys) ?? throw new NovaException("PciDevicePoolEmpty", "no such pool");
        if (!pool.Devices.Remove(device))
        {
            throw new NovaException("ValueError", "not in its pool");
        }

        LoseOne(pool);
    }

    private void LoseOne(Pool pool)
    {
        if (pool.Count > 1)
        {
            pool.Count--;
        }
        else
        {
            Pools.Remove(pool);
        }
    }

    private void ChangePoolOfOtherType(Device device)
    {
        Pool? pool = Pools.FirstOrDefault(other => other.Devices.Any(entry => entry.Facts.Address == device.Facts.Address));
        if (pool is not null && pool.Keys["dev_type"] != device.Facts.DevType.ToName())
        {
            // Only the first: a deleted record can be left in the pool beside the new one of the same address.
            pool.Devices.RemoveAt(pool.Devices.FindIndex(entry => entry.Facts.Address == device.Facts.Address));
            LoseOne(pool);
            AddToPool(device);
        }
    }

    private List<Device> Consume(IReadOnlyList<PciRequest> requests, IReadOnlyList<int> cells)
    {
        List<Device> taken = [];
        foreach (PciRequest request in requests)
        {
            List<Pool>? pools = NaivePoolFilter.Suitable(Pools, request, cells, _cells);
            if (pools is null || pools.Count == 0)
            {
                taken.Reverse();
                taken.ForEach(AddToPool);
                throw new NovaException("PciDeviceRequestFailed", "too few");
            }

            int wanted = request.Count;
            foreach (Pool pool in pools)
            {
                int number = Math.Min(pool.Count, wanted);
                wanted -= number;
                pool.Count -= number;
                for (int index = 0; index < number; index++)
                {
                    if (pool.Devices.Count == 0)
                    {
                        throw new NovaException("IndexError", "pop from empty list");
                    }

                    Device device = pool.Devices[^1];
                    pool.Devices.RemoveAt(pool.Devices.Count - 1);
                    foreach (Device relative in device.Relatives.Where(IsInPool).ToList())
                    {
                        RemoveFromPool(relative);
                    }

                    device.Request = request.RequestId;
                    taken.Add(device);
                }

                if (wanted == 0)
                {
                    break;
                }
            }
        }

        return taken;
    }

    private bool IsInPool(Device device) => Pools.Any(pool => pool.Devices.Contains(device));

    internal sealed class Pool(Dictionary<string, string?> keys)
    {
        public Dictionary<string, string?> Keys { get; } = keys;

        public int Count { get; set; }

        public List<Device> Devices { get; } = [];
    }

    internal sealed class Device
    {
        public required HypervisorPciDevice Facts { get; set; }

        public string Status { get; set; } = "available";

        public string? Owner { get; set; }

        public string? Request { get; set; }

        public Device? Pf { get; set; }

        public List<Device> Vfs { get; set; } = [];

        public bool IsVf => Facts.DevType is PciDeviceType.Vf or PciDeviceType.Vdpa;

        public IReadOnlyList<Device> Relatives => Facts.DevType == PciDeviceType.Pf ? Vfs : IsVf && Pf is not null ? [Pf] : [];

        public void Claim(string instance)
        {
            Check(Status == "available", "PciDeviceInvalidStatus");
            CheckRelatives(["available", "unclaimable", "unavailable"], ["available", "unclaimable", "unavailable"]);
            foreach (Device relative in Relatives)
            {
                relative.Status = IsVf && relative.Status != "available" ? relative.Status : "unclaimable";
            }

            (Status, Owner) = ("claimed", instance);
        }

        public void Allocate(string instance)
        {
            Check(Status is "available" or "claimed", "PciDeviceInvalidStatus");
            Check(Status != "claimed" || Owner == instance, "PciDeviceInvalidOwner");
            CheckRelatives(["available", "unclaimable"], ["available", "unclaimable", "unavailable"]);
            foreach (Device relative in Relatives)
            {
                relative.Status = "unavailable";
            }

            (Status, Owner) = ("allocated", instance);
        }

        public List<Device> Free()
        {
            Check(Status is "claimed" or "allocated", "PciDeviceInvalidStatus");
            List<Device> freed = [];
            if (!IsVf || Pf is null || Pf.Vfs.All(vf => vf == this || vf.Status == "available"))
            {
                freed.AddRange(Relatives);
            }

            freed.Add(this);
            freed.ForEach(device => device.Status = "available");
            (Owner, Request) = (null, null);
            return freed;
        }

        private static void Check(bool allowed, string error)
        {
            if (!allowed)
            {
                throw new NovaException(error, error);
            }
        }

        private void CheckRelatives(string[] vfStates, string[] pfStates)
        {
            Check(IsVf || Relatives.All(vf => vfStates.Contains(vf.Status)), "PciDeviceVFInvalidStatus");
            Check(!IsVf || Relatives.All(pf => pfStates.Contains(pf.Status)), "PciDevicePFInvalidStatus");
        }
    }
}
