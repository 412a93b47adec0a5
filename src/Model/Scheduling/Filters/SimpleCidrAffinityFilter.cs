using System.Net;
using System.Net.Sockets;
using Model.Python;

namespace Model.Scheduling.Filters;

/// <summary>
/// Keeps a guest in the network around the address of hint <c>build_near_host_ip</c>, as wide as hint <c>cidr</c> says
/// (default /24) (Nova: <c>filters/affinity_filter.py</c>).
/// </summary>
public sealed class SimpleCidrAffinityFilter : IHostFilter
{
    /// <inheritdoc/>
    public string Name => "SimpleCIDRAffinityFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        if (request.Hint("build_near_host_ip") is not { } near || near is [] or [""])
        {
            return FilterVerdict.Pass;
        }

        IReadOnlyList<string> width = request.Hint("cidr") ?? ["/24"];
        if (near.Count != 1 || width.Count != 1)
        {
            throw new NovaException("TypeError", "sequence item: expected str instance, list found");
        }

        string network = near[0] + width[0];
        (byte[] address, int prefix) = ParseNetwork(network);
        byte[] hostAddress = ParseAddress(host.Record.HostIp ?? "", host.Record.HostIp);
        return hostAddress.Length == address.Length && SharePrefix(hostAddress, address, prefix)
            ? FilterVerdict.Pass
            : FilterVerdict.Fail("its address {0} is outside {1}", host.Record.HostIp, network);
    }

    private static (byte[] Address, int Prefix) ParseNetwork(string network)
    {
        int slash = network.IndexOf('/', StringComparison.Ordinal);
        byte[] address = ParseAddress(slash < 0 ? network : network[..slash], network);
        if (slash < 0)
        {
            return (address, address.Length * 8);
        }

        string width = network[(slash + 1)..];
        if (PythonNumber.TryParseInteger(width, out long prefix))
        {
            return prefix >= 0 && prefix <= address.Length * 8 ? (address, (int)prefix) : throw Malformed(network);
        }

        byte[] mask = ParseAddress(width, network);
        return mask.Length == address.Length ? (address, PrefixOfMask(mask, network)) : throw Malformed(network);
    }

    /// <summary>A netmask (ones then zeros) or a hostmask (zeros then ones).</summary>
    private static int PrefixOfMask(byte[] mask, string network)
    {
        int ones = mask.Sum(part => System.Numerics.BitOperations.PopCount(part));
        int bits = mask.Length * 8;
        byte[] all = [.. Enumerable.Repeat((byte)0xFF, mask.Length)];
        byte[] inverse = [.. mask.Select(part => (byte)(part ^ 0xFF))];
        bool isNetmask = SharePrefix(mask, all, ones);
        bool isHostmask = SharePrefix(inverse, all, bits - ones);
        return isNetmask ? ones : isHostmask ? bits - ones : throw Malformed(network);
    }

    private static byte[] ParseAddress(string text, string? whole)
    {
        bool isPlain = text.Contains(':', StringComparison.Ordinal) ? text.AsSpan().IndexOfAny("[]%/ ") < 0 : IsDottedQuad(text);
        return isPlain && IPAddress.TryParse(text, out IPAddress? address)
            && address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            ? address.GetAddressBytes()
            : throw Malformed(whole);
    }

    /// <summary>Four decimal numbers without leading zeros, as <c>inet_pton</c> and netaddr from 1.0 on want them.</summary>
    private static bool IsDottedQuad(string text)
    {
        string[] octets = text.Split('.');
        return octets.Length == 4 && Array.TrueForAll(
            octets,
            octet => octet.Length is > 0 and < 4 && octet.All(char.IsAsciiDigit) && (octet[0] != '0' || octet.Length == 1));
    }

    private static bool SharePrefix(byte[] left, byte[] right, int prefix)
    {
        for (int bit = 0; bit < prefix; bit++)
        {
            int mask = 0x80 >> (bit % 8);
            if ((left[bit / 8] & mask) != (right[bit / 8] & mask))
            {
                return false;
            }
        }

        return true;
    }

    private static NovaException Malformed(string? network) => new("AddrFormatError", $"invalid IPNetwork {network}");
}
