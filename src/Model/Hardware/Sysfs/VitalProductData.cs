using System.Text;

namespace Model.Hardware.Sysfs;

/// <summary>The serial number in a device's vital product data (PCI Local Bus Specification, appendix I).</summary>
internal static class VitalProductData
{
    private const byte IdentifierTag = 0x82;
    private const byte ReadOnlyTag = 0x90;
    private const byte EndTag = 0x78;

    /// <summary>Reads the SN field; null when the data are absent or broken (a driver ignores them then, so do we).</summary>
    public static string? SerialNumber(ReadOnlySpan<byte> data)
    {
        while (data.Length >= 3 && (data[0] & 0x80) != 0)
        {
            int length = data[1] | (data[2] << 8);
            if (length > data.Length - 3)
            {
                return null;
            }

            if (data[0] == ReadOnlyTag)
            {
                return Field(data.Slice(3, length), "SN"u8);
            }

            data = data[(3 + length)..];
        }

        return null;
    }

    /// <summary>Product data with a name, a serial number and the checksum.</summary>
    public static byte[] Make(string name, string serial)
    {
        List<byte> data = [IdentifierTag, (byte)name.Length, 0, .. Encoding.ASCII.GetBytes(name)];
        int fields = 3 + serial.Length + 4;
        data.AddRange([ReadOnlyTag, (byte)(fields & 0xFF), (byte)(fields >> 8)]);
        data.AddRange([(byte)'S', (byte)'N', (byte)serial.Length, .. Encoding.ASCII.GetBytes(serial)]);
        data.AddRange([(byte)'R', (byte)'V', 1]);
        int sum = 0;
        foreach (byte item in data)
        {
            sum += item;
        }

        data.AddRange([(byte)(-sum & 0xFF), EndTag]);
        return [.. data];
    }

    private static string? Field(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> key)
    {
        while (fields.Length >= 3)
        {
            int length = fields[2];
            if (length > fields.Length - 3)
            {
                return null;
            }

            if (fields[..2].SequenceEqual(key))
            {
                string text = Encoding.ASCII.GetString(fields.Slice(3, length)).Trim(' ', '\0');
                return text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? text : null;
            }

            fields = fields[(3 + length)..];
        }

        return null;
    }
}
