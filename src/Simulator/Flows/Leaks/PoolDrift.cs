using Model.Pci;

namespace Simulator.Flows.Leaks;

/// <summary>Compares a host's pools with its free devices.</summary>
internal static class PoolDrift
{
    /// <summary>
    /// What is wrong, in words, in order of address; empty for nothing. A device that is free but no longer in the configuration belongs in no pool.
    /// </summary>
    public static string Find(ComputeHost host)
    {
        SortedDictionary<string, int> missing = new(StringComparer.Ordinal);
        foreach (PciDevice device in host.Devices)
        {
            if (device.Status == PciDeviceStatus.Available && host.Tracker.DeviceSpecs.Find(device) is not null)
            {
                missing[device.Address] = 1;
            }
        }

        foreach (PciPool pool in host.Tracker.Pci.Stats.Pools)
        {
            foreach (PciDevice device in pool.Devices)
            {
                missing[device.Address] = missing.GetValueOrDefault(device.Address) - 1;
            }
        }

        return string.Join("; ", missing.Where(device => device.Value != 0).Select(device =>
            device.Value > 0 ? $"{device.Key} is free and in no pool" : $"{device.Key} is in a pool, but not free or there twice"));
    }
}
