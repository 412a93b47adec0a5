using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Simulator.Randomness;

/// <summary>Ids in the form Nova uses, derived from a name and a counter, so that two runs give the same ones.</summary>
public static class DeterministicUuid
{
    /// <summary>The UUID of (namespace, counter): version 8 of RFC 9562, from SHA-256.</summary>
    /// <param name="namespaceText">What is counted, for example "instance".</param>
    /// <param name="counter">The number within the namespace.</param>
    public static Guid Create(string namespaceText, long counter)
    {
        ArgumentNullException.ThrowIfNull(namespaceText);
        int length = Encoding.UTF8.GetMaxByteCount(namespaceText.Length) + sizeof(long);
        Span<byte> input = length <= 256 ? stackalloc byte[256] : new byte[length];
        int written = Encoding.UTF8.GetBytes(namespaceText, input);
        BinaryPrimitives.WriteInt64BigEndian(input[written..], counter);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input[..(written + sizeof(long))], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
