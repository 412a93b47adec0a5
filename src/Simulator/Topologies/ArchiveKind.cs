namespace Simulator.Topologies;

/// <summary>How an archive is packed.</summary>
internal enum ArchiveKind
{
    Tar,
    GZip,
    BZip2,
    Xz,
}
