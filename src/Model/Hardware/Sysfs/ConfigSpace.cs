using System.Buffers.Binary;

namespace Model.Hardware.Sysfs;

/// <summary>
/// The bytes of a function's configuration space, as far as the model knows them. Offsets are those of the PCI, PCI Express
/// and SR-IOV specifications; all numbers are little-endian.
/// </summary>
internal static class ConfigSpace
{
    private const int HeaderType = 0x0e;
    private const int PciExpressCapability = 0x40;
    private const int VpdCapability = 0x80;
    private const int SriovCapabilityOffset = 0x100;

    /// <summary>The bridge's buses when the header says it is a PCI-to-PCI bridge.</summary>
    public static bool TryBridge(ReadOnlySpan<byte> config, out BridgeBuses buses)
    {
        bool bridge = config.Length >= 0x1c && (config[HeaderType] & 0x7f) == 1;
        buses = bridge ? new BridgeBuses(config[0x19], config[0x1a]) : default;
        return bridge;
    }

    /// <summary>Whether there is a header to read: 64 bytes that are not all ones or zeros.</summary>
    public static bool HasHeader(ReadOnlySpan<byte> config) =>
        config.Length >= 64 && (config[HeaderType] & 0x7f) <= 2 && config[..64].ContainsAnyExcept((byte)0);

    public static int Revision(ReadOnlySpan<byte> config) => config[0x08];

    public static (int Vendor, int Device) Subsystem(ReadOnlySpan<byte> config) => (config[HeaderType] & 0x7f) == 0
        ? (BinaryPrimitives.ReadUInt16LittleEndian(config[0x2c..]), BinaryPrimitives.ReadUInt16LittleEndian(config[0x2e..]))
        : (0, 0);

    /// <summary>Makes the bytes: 4096 for a physical function, 256 otherwise.</summary>
    /// <param name="function">The function.</param>
    /// <param name="multifunction">Whether its slot has other functions; told by function 0.</param>
    /// <param name="portType">The PCI Express port type of the function (0 endpoint, 4 root port, 5/6 switch up/down).</param>
    public static byte[] Make(PciFunction function, bool multifunction, int portType)
    {
        byte[] config = new byte[function.Sriov is null ? 256 : 4096];
        bool virtualFunction = function.PhysicalFunction is not null;

        // A virtual function has no ids of its own in config space; the kernel takes them from the PF's capability.
        Put16(config, 0x00, virtualFunction ? 0xFFFF : function.VendorId);
        Put16(config, 0x02, virtualFunction ? 0xFFFF : function.DeviceId);
        Put16(config, 0x04, function.Driver is null ? 0 : 0x0006); // memory, bus master
        Put16(config, 0x06, 0x0010); // has capabilities
        config[0x08] = (byte)function.Revision;
        config[0x09] = (byte)(function.ClassCode & 0xFF);
        config[0x0a] = (byte)((function.ClassCode >> 8) & 0xFF);
        config[0x0b] = (byte)((function.ClassCode >> 16) & 0xFF);
        config[HeaderType] = (byte)((function.Bridge is null ? 0 : 1) | (multifunction ? 0x80 : 0));
        if (function.Bridge is BridgeBuses buses)
        {
            config[0x18] = (byte)function.Address.Bus;
            config[0x19] = (byte)buses.Secondary;
            config[0x1a] = (byte)buses.Subordinate;
        }
        else
        {
            Put16(config, 0x2c, function.SubsystemVendorId);
            Put16(config, 0x2e, function.SubsystemId);
        }

        config[0x34] = PciExpressCapability;
        config[PciExpressCapability] = 0x10;
        config[PciExpressCapability + 1] = (byte)(function.SerialNumber is null ? 0 : VpdCapability);
        Put16(config, PciExpressCapability + 2, 2 | (portType << 4));
        if (function.SerialNumber is not null)
        {
            config[VpdCapability] = 0x03;
        }

        if (function.Sriov is SriovCapability sriov)
        {
            PutSriov(config, sriov);
        }

        return config;
    }

    private static void PutSriov(byte[] config, SriovCapability sriov)
    {
        const int at = SriovCapabilityOffset;
        BinaryPrimitives.WriteUInt32LittleEndian(config.AsSpan(at), 0x00010010); // id 0010, version 1, last
        Put16(config, at + 0x08, sriov.NumVfs > 0 ? 0x09 : 0); // VF enable, VF memory space enable
        Put16(config, at + 0x0c, sriov.TotalVfs); // initial VFs
        Put16(config, at + 0x0e, sriov.TotalVfs);
        Put16(config, at + 0x10, sriov.NumVfs);
        Put16(config, at + 0x14, sriov.Offset);
        Put16(config, at + 0x16, sriov.Stride);
        Put16(config, at + 0x1a, sriov.VfDeviceId);
    }

    private static void Put16(byte[] config, int at, int value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(config.AsSpan(at), (ushort)value);
}
