namespace Model.Hardware.Sysfs;

/// <summary>Finds the buses behind bridges whose source does not tell them: those of the functions below.</summary>
internal static class BridgeNumbers
{
    public static void FillIn(List<PciFunction> functions)
    {
        Dictionary<PciAddress, int> index = [];
        for (int i = 0; i < functions.Count; i++)
        {
            index[functions[i].Address] = i;
        }

        HashSet<PciAddress> unknown = functions.Where(f => f.Bridge == new BridgeBuses(0, 0)).Select(f => f.Address).ToHashSet();
        foreach (PciFunction function in functions.ToArray())
        {
            PciAddress? above = function.Parent;
            for (bool direct = true; above is PciAddress address && index.TryGetValue(address, out int at); direct = false)
            {
                PciFunction bridge = functions[at];
                if (unknown.Contains(address) && bridge.Bridge is BridgeBuses buses)
                {
                    int bus = function.Address.Bus;
                    int secondary = !direct ? buses.Secondary : buses.Secondary == 0 ? bus : Math.Min(buses.Secondary, bus);
                    functions[at] = bridge with { Bridge = new BridgeBuses(secondary, Math.Max(buses.Subordinate, bus)) };
                }

                above = bridge.Parent == above ? null : bridge.Parent;
            }
        }
    }
}
