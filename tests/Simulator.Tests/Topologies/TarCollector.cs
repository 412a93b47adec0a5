using System.Formats.Tar;
using Model.Hardware.Sysfs;

namespace Simulator.Tests.Topologies;

/// <summary>Packs what an export writes into a tar archive.</summary>
internal sealed class TarCollector : IFileTreeWriter, IDisposable
{
    private readonly MemoryStream _packed = new();
    private readonly TarWriter _writer;

    public TarCollector() => _writer = new TarWriter(_packed, TarEntryFormat.Gnu, leaveOpen: true);

    public void AddDirectory(string path) => _writer.WriteEntry(new GnuTarEntry(TarEntryType.Directory, path));

    public void AddFile(string path, ReadOnlySpan<byte> content) =>
        _writer.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content.ToArray()) });

    public void AddLink(string path, string target) =>
        _writer.WriteEntry(new GnuTarEntry(TarEntryType.SymbolicLink, path) { LinkName = target });

    public byte[] ToArray()
    {
        _writer.Dispose();
        return _packed.ToArray();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _packed.Dispose();
    }
}
