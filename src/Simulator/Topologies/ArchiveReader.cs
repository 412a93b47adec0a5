using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using Model.Hardware;
using Model.Hardware.Sysfs;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Xz;

namespace Simulator.Topologies;

/// <summary>
/// Reads a tar archive, plain or packed, into memory. Limits keep a hostile or mistaken archive from filling it, paths that
/// leave the tree are refused, and an archive that ends early is an error even where its end happens to fall between files.
/// </summary>
internal static class ArchiveReader
{
    private const long MaxBytes = 256L << 20;
    private const int MaxEntries = 500_000;
    private const long MaxFile = 1 << 20;

    public static ArchiveKind? KindOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]))
        {
            return ArchiveKind.Xz;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return ArchiveKind.GZip;
        }

        if (head.StartsWith("BZh"u8))
        {
            return ArchiveKind.BZip2;
        }

        return head.Length >= 262 && head.Slice(257, 5).SequenceEqual("ustar"u8) ? ArchiveKind.Tar : null;
    }

    /// <exception cref="HardwareException">The archive is damaged, cut off, too large or holds forbidden paths.</exception>
    public static MemoryFileTree Read(Stream file, ArchiveKind kind, string name)
    {
        try
        {
            uint? expectedSize = CheckEnd(file, kind, name);
            using Stream unpacked = kind switch
            {
                ArchiveKind.Xz => new XZStream(file),
                ArchiveKind.BZip2 => BZip2Stream.Create(file, SharpCompress.Compressors.CompressionMode.Decompress, true, true),
                ArchiveKind.GZip => new GZipStream(file, CompressionMode.Decompress, leaveOpen: true),
                _ => file,
            };
            using CountingStream counted = new(unpacked, MaxBytes, name);
            MemoryFileTree tree = ReadTar(counted, name);
            counted.ReadToEnd(); // packed streams check their sums at the end
            if (expectedSize is uint size && size != unchecked((uint)counted.Position))
            {
                throw CutOff(name, "it does not unpack to the size that its last bytes tell");
            }

            if (!counted.EndsWithZeros)
            {
                throw CutOff(name, "the tar archive has no end mark");
            }

            return tree;
        }
        catch (HardwareException)
        {
            throw;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or FormatException or ArgumentException
            or NotSupportedException or InvalidOperationException or ArithmeticException or IndexOutOfRangeException
            or SharpCompress.Common.SharpCompressException)
        {
            // A damaged stream shows in whatever the decoder trips over first.
            throw CutOff(name, error.Message, error);
        }
    }

    private static MemoryFileTree ReadTar(Stream stream, string name)
    {
        MemoryFileTree tree = new(name);
        using TarReader reader = new(stream, leaveOpen: true);
        int entries = 0;
        while (reader.GetNextEntry() is TarEntry entry)
        {
            if (++entries > MaxEntries)
            {
                throw new HardwareException($"{name} has more than {MaxEntries} entries; a machine's /sys has far fewer");
            }

            string path = Clean(entry.Name, name);
            if (path.Length > 0)
            {
                Add(tree, entry, path, name);
            }
        }

        return tree;
    }

    private static void Add(MemoryFileTree tree, TarEntry entry, string path, string name)
    {
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                tree.AddDirectory(path);
                break;
            case TarEntryType.SymbolicLink:
                tree.AddLink(path, entry.LinkName);
                break;
            case TarEntryType.HardLink:
                string target = Clean(entry.LinkName, name);
                tree.AddFile(path, tree.KindOf(target) == FileNodeKind.File ? tree.Read(target) : []);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                // Larger files (dumps, logs) are none of sysfs's; they stay out.
                if (entry.Length <= MaxFile)
                {
                    tree.AddFile(path, Content(entry));
                }

                break;
        }
    }

    private static byte[] Content(TarEntry entry)
    {
        byte[] content = new byte[entry.Length];
        entry.DataStream?.ReadExactly(content);
        return content;
    }

    private static string Clean(string path, string name)
    {
        List<string> parts = [];
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                throw new HardwareException($"{name} holds the path '{path}', which leaves the archive");
            }

            if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    // The decoders do not all complain about a missing tail, so the tail is looked at first.
    // Gives the unpacked size modulo 2^32 where the tail tells it.
    private static uint? CheckEnd(Stream file, ArchiveKind kind, string name)
    {
        if (kind is ArchiveKind.Tar or ArchiveKind.BZip2)
        {
            return null;
        }

        int shortest = kind == ArchiveKind.GZip ? 18 : 32;
        if (file.Length < shortest)
        {
            throw CutOff(name, $"it has {file.Length} bytes, fewer than any archive of its kind");
        }

        byte[] tail = new byte[4];
        long end = file.Length;
        do
        {
            end -= tail.Length;
            file.Position = Math.Max(end, 0);
            file.ReadExactly(tail);
        }
        while (kind == ArchiveKind.Xz && end > 0 && !tail.AsSpan().ContainsAnyExcept((byte)0)); // xz allows padding

        file.Position = 0;
        if (kind == ArchiveKind.GZip)
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(tail);
        }

        return tail.AsSpan().EndsWith("YZ"u8) ? null : throw CutOff(name, "its last bytes are not the end of an xz file");
    }

    private static HardwareException CutOff(string name, string why, Exception? inner = null)
    {
        string message = $"{name} is damaged or cut off: {why}; expected a whole .tar, .tar.gz, .tar.bz2 or .tar.xz archive";
        return inner is null ? new HardwareException(message) : new HardwareException(message, inner);
    }
}
