using Model.Hardware;

namespace Simulator.Topologies;

/// <summary>Passes a stream on, counts its bytes against a limit, and knows whether it ended in zeros as tar archives do.</summary>
internal sealed class CountingStream(Stream inner, long limit, string name) : Stream
{
    private long _count;
    private int _zeros;

    /// <summary>At least the 1024 zero bytes that end a tar archive were the last to pass.</summary>
    public bool EndsWithZeros => _zeros >= 1024;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _count;
        set => throw new NotSupportedException();
    }

    public void ReadToEnd()
    {
        byte[] buffer = new byte[64 * 1024];
        while (Read(buffer, 0, buffer.Length) > 0)
        {
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = inner.Read(buffer, offset, count);
        _count += read;
        if (_count > limit)
        {
            throw new HardwareException($"{name} unpacks to more than {limit >> 20} MiB; a machine's /sys is far smaller");
        }

        int lastNonZero = buffer.AsSpan(offset, read).LastIndexOfAnyExcept((byte)0);
        _zeros = lastNonZero < 0 ? Math.Min(_zeros + read, int.MaxValue / 2) : read - 1 - lastNonZero;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
