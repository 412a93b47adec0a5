namespace Model.Hardware;

/// <summary>Where the VFs of each port of a multi-port card lie.</summary>
internal static class SriovPorts
{
    /// <summary>
    /// The capability of a port, given that of port 0. Where the stride leaves room for all ports their VFs interleave, at
    /// one offset; where VFs are neighbours the ports' blocks of VFs follow each other.
    /// </summary>
    public static SriovCapability Of(SriovCapability first, int port, int ports)
    {
        if (first.Stride >= ports)
        {
            return first;
        }

        long offset = first.Offset + (port * (((long)first.TotalVfs * first.Stride) - 1));
        return first with { Offset = (int)Math.Min(offset, 0x10000) }; // one too many stays one too many
    }
}
