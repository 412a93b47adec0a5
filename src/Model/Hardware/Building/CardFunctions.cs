namespace Model.Hardware.Building;

/// <summary>Makes the PCI functions of a placed card: its ports and their virtual functions.</summary>
internal static class CardFunctions
{
    public static void AddTo(List<PciFunction> functions, PlacedCard placed)
    {
        PciCard card = placed.Card;
        for (int port = 0; port < card.Group.Ports; port++)
        {
            int routingId = placed.First.RoutingId + port;
            if ((placed.First.Function + port) > PciAddress.FunctionMax)
            {
                throw new HardwareException(
                    $"a card at {placed.First} has no room for {card.Group.Ports} functions; function 7 is the last");
            }

            PciAddress address = PciAddress.FromRoutingId(placed.First.Domain, routingId);
            PciFunction function = new()
            {
                Address = address,
                Root = placed.Root,
                Parent = placed.Parent,
                VendorId = card.VendorId,
                DeviceId = card.DeviceId,
                SubsystemVendorId = card.Group.SubsystemVendorId ?? card.VendorId,
                SubsystemId = card.Group.SubsystemId ?? 1,
                ClassCode = card.ClassCode,
                Revision = card.Group.Revision,
                Driver = card.Driver,
                NumaNode = placed.NumaNode,
                Sriov = card.SriovOf(port),
                VfLimits = card.Group.Vfs?.Limits ?? VfLimits.None,
                SerialNumber = card.Group.SerialPrefix is null ? null : $"{card.Group.SerialPrefix}{card.Index:d4}",
            };
            if (NetworkNaming.HasInterface(function))
            {
                string name = NetworkNaming.NameOf(function, card, port);
                function = function with { NetworkDevices = [new NetworkDevice(name, NetworkNaming.MacOf(address))] };
            }

            functions.Add(function);
            functions.AddRange(VirtualFunctions.Of(function, card.VfDriver, card.Group.Vfs?.Vdpa ?? false));
        }
    }
}
