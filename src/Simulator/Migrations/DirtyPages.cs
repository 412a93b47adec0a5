namespace Simulator.Migrations;

/// <summary>
/// The memory dirtied since the last look at QEMU's dirty bitmap: it grows at the guest's rate up to the working set. The same rule as in
/// SimGrid's live-migration plugin; a guest that writes at random within its working set would dirty a little less in long rounds.
/// </summary>
internal sealed class DirtyPages(double max)
{
    private double bytes;
    private long updated;

    /// <summary>Bytes per second at this instant.</summary>
    public double Rate { get; private set; }

    /// <summary>Whole bytes dirtied since the last <see cref="Restart"/>.</summary>
    public long Bytes => (long)Math.Floor(bytes);

    /// <summary>What is dirtied in a time at the present rate, in whole bytes.</summary>
    public long Within(TimeSpan time) => (long)Math.Floor(Math.Min(max, Rate * time.TotalSeconds));

    /// <summary>Accounts up to an instant, in ticks.</summary>
    public void Advance(long now)
    {
        bytes = Math.Min(max, bytes + (Rate * (now - updated) / TimeSpan.TicksPerSecond));
        updated = now;
    }

    /// <summary>Changes the rate from an instant on.</summary>
    public void SetRate(long now, double bytesPerSecond)
    {
        Advance(now);
        Rate = bytesPerSecond;
    }

    /// <summary>Begins anew at an instant, which may lie in the past of the last account.</summary>
    public void Restart(long since)
    {
        bytes = 0;
        updated = since;
    }
}
