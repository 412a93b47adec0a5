using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Model.Hardware;
using Model.Hardware.Building;
using Model.Hardware.Sysfs;
using SharpCompress.Compressors.BZip2;
using Simulator.Topologies;
using Xunit;

namespace Simulator.Tests.Topologies;

/// <summary>Damaged, foreign and hostile files: always a <see cref="HardwareException"/> that says what is wrong.</summary>
public sealed class BadInputTests
{
    [Fact]
    public void Whole_archives_of_every_packing_are_read()
    {
        using TemporaryFolder folder = new();
        HostHardware host = Small();
        byte[] tar = Tar(host);
        Assert.Equal(host, Load(folder, "a.tar", tar).Hardware);
        Assert.Equal(host, Load(folder, "a.tar.gz", GZip(tar)).Hardware);
        Assert.Equal(host, Load(folder, "a.tar.bz2", BZip2(tar)).Hardware);
        Assert.Equal(host, Load(folder, "named-wrongly.xml", GZip(tar)).Hardware);
    }

    [Fact]
    public void An_xz_archive_cut_off_anywhere_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] whole = File.ReadAllBytes(Captures.PathOf("r3"));
        int end = whole.Length;
        foreach (int length in new[] { 1, 5, 6, 12, 13, 100, 1000, end / 2, end - 1000, end - 12, end - 4, end - 1 })
        {
            AssertRefused(folder, "cut.tar.xz", whole[..length]);
        }

        Assert.Contains("damaged or cut off", AssertRefused(folder, "cut.tar.xz", whole[..(whole.Length / 2)]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_archive_cut_off_anywhere_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] whole = GZip(Tar(Small()));
        for (int length = 1; length < whole.Length; length += 1 + (length / 20))
        {
            AssertRefused(folder, "cut.tar.gz", whole[..length]);
        }

        AssertRefused(folder, "cut.tar.gz", whole[..^1]);
        AssertRefused(folder, "cut.tar.gz", whole[..^8]);
    }

    [Fact]
    public void A_bzip2_archive_cut_off_anywhere_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] whole = BZip2(Tar(Small()));
        for (int length = 1; length < whole.Length; length += 1 + (length / 5))
        {
            AssertRefused(folder, "cut.tar.bz2", whole[..length]);
        }

        AssertRefused(folder, "cut.tar.bz2", whole[..^12]);
    }

    [Fact]
    public void A_tar_archive_cut_off_anywhere_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] whole = Tar(Small());
        int content = whole.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        for (int length = 1; length < content; length += 1 + (length / 20))
        {
            AssertRefused(folder, "cut.tar", whole[..length]);
        }

        AssertRefused(folder, "cut.tar", whole[..(content / 512 * 512)]);
    }

    [Fact]
    public void A_flipped_byte_never_causes_another_exception()
    {
        using TemporaryFolder folder = new();
        byte[] xz = File.ReadAllBytes(Captures.PathOf("r3"));
        byte[] gzip = GZip(Tar(Small()));
        byte[] tar = Tar(Small());
        foreach ((string name, byte[] whole) in new[] { ("f.tar.xz", xz), ("f.tar.gz", gzip), ("f.tar.bz2", BZip2(tar)), ("f.tar", tar) })
        {
            for (int i = 0; i < 25; i++)
            {
                byte[] broken = [.. whole];
                broken[(int)((long)whole.Length * i / 25)] ^= 0x15;
                try
                {
                    Load(folder, name, broken);
                }
                catch (HardwareException)
                {
                    // refused: right; a flip that nothing depends on may also go unnoticed
                }
            }
        }
    }

    [Fact]
    public void Ten_megabytes_of_junk_are_refused()
    {
        using TemporaryFolder folder = new();
        byte[] junk = new byte[10 << 20];
        uint state = 7;
        for (int i = 0; i < junk.Length; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            junk[i] = (byte)(state >> 24);
        }

        Assert.Contains("neither an archive nor XML", AssertRefused(folder, "junk.tar.xz", junk), StringComparison.Ordinal);
        junk[0] = (byte)'<';
        Assert.Contains("is not usable XML", AssertRefused(folder, "junk.xml", junk), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_and_foreign_folders_and_files_are_refused()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("is empty", AssertRefused(folder, "empty.tar.gz", []), StringComparison.Ordinal);
        Assert.Contains("is not a sysfs capture", Refusal(folder.Path), StringComparison.Ordinal);
        Assert.Contains("does not exist", Refusal(folder.File("missing.tar.xz")), StringComparison.Ordinal);
        Assert.Contains("root is <svg>", AssertRefused(folder, "drawing.xml", "<svg/>"u8.ToArray()), StringComparison.Ordinal);
        byte[] other = Tar([("readme.txt", "hello")]);
        Assert.Contains("is not a sysfs capture", AssertRefused(folder, "other.tar", other), StringComparison.Ordinal);
        string cut = File.ReadAllText(Captures.PathOf("x2"))[..10_000];
        Assert.Contains("is not usable XML", AssertRefused(folder, "cut.xml", Encoding.UTF8.GetBytes(cut)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_unpacks_to_too_much_is_refused()
    {
        using TemporaryFolder folder = new();
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (TarWriter writer = new(gzip, TarEntryFormat.Gnu, leaveOpen: true))
        {
            byte[] zeros = new byte[4 << 20];
            for (int i = 0; i < 70; i++)
            {
                writer.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, $"zeros{i}") { DataStream = new MemoryStream(zeros) });
            }
        }

        Assert.Contains("unpacks to more than 256 MiB", AssertRefused(folder, "bomb.tar.gz", packed.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_with_paths_that_leave_it_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] tar = Tar([("../../etc/passwd", "x")]);
        Assert.Contains("which leaves the archive", AssertRefused(folder, "evil.tar", tar), StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_goes_only_into_an_empty_folder()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("mine.txt"), "x");
        HardwareException error = Assert.Throws<HardwareException>(() => TopologyFile.ExportSysfs(Small(), folder.Path));
        Assert.Contains("is not an empty folder", error.Message, StringComparison.Ordinal);

        Assert.Throws<HardwareException>(() => TopologyFile.ExportSysfs(Small(), folder.File("mine.txt/below")));
    }

    private static HostHardware Small() => HostBuilder.Build(new HostTemplate
    {
        CoresPerNode = 2,
        MemoryPerNodeBytes = 1 << 30,
        Pci = [new PciGroup { Device = "intel-i350", Vfs = new PciVfGroup { Count = 2 } }],
    }).Hardware;

    private static string AssertRefused(TemporaryFolder folder, string name, byte[] content)
    {
        File.WriteAllBytes(folder.File(name), content);
        return Refusal(folder.File(name));
    }

    private static string Refusal(string path) => Assert.Throws<HardwareException>(() => TopologyFile.Load(path)).Message;

    private static HostDescription Load(TemporaryFolder folder, string name, byte[] content)
    {
        File.WriteAllBytes(folder.File(name), content);
        return TopologyFile.Load(folder.File(name));
    }

    private static byte[] GZip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] BZip2(byte[] content)
    {
        using MemoryStream packed = new();
        using (Stream stream = BZip2Stream.Create(packed, SharpCompress.Compressors.CompressionMode.Compress, true, true))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Tar(HostHardware host)
    {
        using TarCollector collector = new();
        SysfsExporter.Export(host, collector);
        return collector.ToArray();
    }

    private static byte[] Tar((string Path, string Text)[] files)
    {
        using TarCollector collector = new();
        foreach ((string path, string text) in files)
        {
            collector.AddFile(path, Encoding.UTF8.GetBytes(text));
        }

        return collector.ToArray();
    }
}
