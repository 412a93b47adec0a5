namespace Simulator.Migrations;

/// <summary>
/// QEMU's auto-converge (<c>migration/ram.c</c>, defaults of <c>cpu-throttle-*</c> and <c>throttle-trigger-threshold</c>): when, at two
/// looks, more than half as much was dirtied as was sent since the look before, the guest's CPUs are kept from running for 20 % of the
/// time, then 10 % more each time, up to 99 %.
/// </summary>
internal sealed class CpuThrottle(bool isOn)
{
    private const int First = 20;
    private const int Increment = 10;
    private const int Maximum = 99;
    private const double DirtyShareMax = 0.5;
    private const int LooksMin = 2;

    /// <summary>QEMU judges at most once a second; sooner ones are added to the next.</summary>
    public const long PeriodMin = TimeSpan.TicksPerSecond;

    private int looks;
    private double dirtied;
    private double sent;
    private long period;

    /// <summary>Percent of the time that the guest's CPUs do not run.</summary>
    public int Percent { get; private set; }

    /// <summary>Whether it can still rise.</summary>
    public bool CanRise => isOn && Percent < Maximum;

    /// <summary>What is left of the guest's speed.</summary>
    public double Speed => (100 - Percent) / 100.0;

    /// <summary>Takes note of a period of transfer.</summary>
    /// <param name="dirtiedBytes">Dirtied in it.</param>
    /// <param name="sentBytes">Sent in it.</param>
    /// <param name="ticks">Its length.</param>
    public void Observe(double dirtiedBytes, double sentBytes, long ticks)
    {
        dirtied += dirtiedBytes;
        sent += sentBytes;
        period += ticks;
        if (period < PeriodMin)
        {
            return;
        }

        if (CanRise && dirtied > sent * DirtyShareMax && ++looks >= LooksMin)
        {
            looks = 0;
            Percent = Percent == 0 ? First : Math.Min(Percent + Increment, Maximum);
        }

        dirtied = 0;
        sent = 0;
        period = 0;
    }
}
