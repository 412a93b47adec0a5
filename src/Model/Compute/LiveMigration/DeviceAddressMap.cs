using Model.Hardware;

namespace Model.Compute.LiveMigration;

/// <summary>
/// Which device of the destination takes the place of which of the source, as Nova pairs them and then rewrites the guest's
/// definition (<c>nova/compute/manager.py</c>, _flavor_based_pci_claim; <c>nova/virt/libvirt/migration.py</c>, _update_pci_dev_xml).
/// </summary>
public static class DeviceAddressMap
{
    /// <summary>
    /// Pairs devices request by request, each side in its own order; a surplus on either side is left out. A source address that
    /// comes again keeps its first place and takes the later partner.
    /// </summary>
    /// <param name="requestIds">Ids of the requests that came from aliases, in order.</param>
    /// <param name="source">Devices of the guest on the source, in the order of the database.</param>
    /// <param name="claimed">Devices claimed on the destination, in the order they were taken.</param>
    public static IReadOnlyList<(PciAddress Source, PciAddress Destination)> Pair(
        IEnumerable<string> requestIds,
        IReadOnlyList<(PciAddress Address, string RequestId)> source,
        IReadOnlyList<(PciAddress Address, string RequestId)> claimed)
    {
        List<(PciAddress Source, PciAddress Destination)> pairs = [];
        foreach (string requestId in requestIds)
        {
            int next = 0;
            foreach ((PciAddress address, string owner) in source)
            {
                if (owner != requestId)
                {
                    continue;
                }

                while (next < claimed.Count && claimed[next].RequestId != requestId)
                {
                    next++;
                }

                if (next == claimed.Count)
                {
                    break;
                }

                Put(pairs, address, claimed[next++].Address);
            }
        }

        return pairs;
    }

    /// <summary>
    /// Rewrites the addresses of a guest's host devices, pair after pair, in each step the first device that has the address at that
    /// moment. Pairs that form a chain (a→b, b→c) can therefore move one device twice; Nova has the same defect.
    /// </summary>
    /// <returns>The addresses after the last step, in the order of the guest's definition.</returns>
    /// <exception cref="NovaException"><c>NovaException</c>: no device has the address of a pair.</exception>
    public static IReadOnlyList<PciAddress> Rewrite(
        IEnumerable<PciAddress> hostDevices, IEnumerable<(PciAddress Source, PciAddress Destination)> pairs)
    {
        List<PciAddress> addresses = [.. hostDevices];
        foreach ((PciAddress source, PciAddress destination) in pairs)
        {
            int index = addresses.IndexOf(source);
            if (index < 0)
            {
                throw new NovaException("NovaException", $"the guest's definition holds no host device {source}");
            }

            addresses[index] = destination;
        }

        return addresses;
    }

    private static void Put(List<(PciAddress Source, PciAddress Destination)> pairs, PciAddress source, PciAddress destination)
    {
        int index = pairs.FindIndex(pair => pair.Source == source);
        if (index >= 0)
        {
            pairs[index] = (source, destination);
        }
        else
        {
            pairs.Add((source, destination));
        }
    }
}
