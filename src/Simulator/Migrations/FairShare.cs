namespace Simulator.Migrations;

/// <summary>
/// Max-min fair rates by progressive filling (Bertsekas and Gallager, Data Networks, section 6.5.2): all rates rise together; a stream
/// stops when it has what it wants or when a link on its path is full.
/// </summary>
internal static class FairShare
{
    /// <summary>Computes the rates of streams that share links with no others.</summary>
    /// <param name="streams">The streams that want to send.</param>
    /// <param name="links">All links they cross.</param>
    /// <param name="demands">What each stream can take at most, in bytes per second; infinity for all there is.</param>
    /// <param name="rates">Receives the rate of each stream.</param>
    public static void Fill(
        IReadOnlyList<MigrationStream> streams, IReadOnlyList<MigrationLink> links, ReadOnlySpan<double> demands, Span<double> rates)
    {
        rates.Fill(double.NaN);
        for (int settled = 0; settled < streams.Count;)
        {
            double level = Level(streams, links, demands, rates);
            int before = settled;
            settled += Freeze(streams, demands, rates, level);
            if (settled == before)
            {
                throw new InvalidOperationException("Progressive filling found no stream to settle.");
            }
        }
    }

    /// <summary>The level at which the next stream stops rising.</summary>
    private static double Level(
        IReadOnlyList<MigrationStream> streams, IReadOnlyList<MigrationLink> links, ReadOnlySpan<double> demands, ReadOnlySpan<double> rates)
    {
        double level = double.PositiveInfinity;
        foreach (MigrationLink link in links)
        {
            link.Spare = link.Capacity;
            link.Rising = 0;
        }

        for (int index = 0; index < streams.Count; index++)
        {
            bool rises = double.IsNaN(rates[index]);
            level = rises ? Math.Min(level, demands[index]) : level;
            foreach (MigrationLink link in streams[index].Path)
            {
                link.Spare -= rises ? 0 : rates[index];
                link.Rising += rises ? 1 : 0;
            }
        }

        foreach (MigrationLink link in links)
        {
            link.Share = link.Rising == 0 ? double.PositiveInfinity : Math.Max(0, link.Spare) / link.Rising;
            level = Math.Min(level, link.Share);
        }

        return level;
    }

    private static int Freeze(IReadOnlyList<MigrationStream> streams, ReadOnlySpan<double> demands, Span<double> rates, double level)
    {
        int frozen = 0;
        for (int index = 0; index < streams.Count; index++)
        {
            if (double.IsNaN(rates[index]) && (demands[index] <= level || streams[index].IsHeldAt(level)))
            {
                rates[index] = level;
                frozen++;
            }
        }

        return frozen;
    }
}
