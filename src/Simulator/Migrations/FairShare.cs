namespace Simulator.Migrations;

/// <summary>
/// Max-min fair rates by progressive filling (Bertsekas and Gallager, Data Networks, section 6.5.2): all rates rise together; a stream
/// stops when it has what it wants or when a link on its path is full. Keeps its room between computations.
/// </summary>
internal sealed class FairShare
{
    // Links by the level at which they will be full. That level never falls while others stop, so an old entry is only too early.
    private readonly PriorityQueue<MigrationLink, (double Level, int Index)> fillingLinks = new();
    private readonly PriorityQueue<MigrationTraffic, (double Demand, int Index)> contentStreams = new();

    /// <summary>Computes <see cref="MigrationTraffic.Share"/> of streams that share links with no others.</summary>
    /// <param name="streams">All that cross the links.</param>
    /// <param name="links">The links they cross.</param>
    /// <param name="asked">One that is to be given as much as its limit allows, whatever it wishes; null for none.</param>
    public void Fill(IReadOnlyList<MigrationTraffic> streams, IReadOnlyList<MigrationLink> links, MigrationTraffic? asked)
    {
        Prepare(streams, links, asked);
        for (int rising = streams.Count; rising > 0;)
        {
            double content = contentStreams.TryPeek(out _, out (double Demand, int) next) ? next.Demand : double.PositiveInfinity;
            if (fillingLinks.TryPeek(out MigrationLink? link, out (double Level, int Index) key) && key.Level < content)
            {
                rising -= FillLink(link, key);
            }
            else
            {
                rising -= Stop(contentStreams.Dequeue(), content);
            }
        }

        fillingLinks.Clear();
        contentStreams.Clear();
    }

    private void Prepare(IReadOnlyList<MigrationTraffic> streams, IReadOnlyList<MigrationLink> links, MigrationTraffic? asked)
    {
        foreach (MigrationLink link in links)
        {
            link.Spare = link.Capacity;
            link.Rising = 0;
        }

        for (int index = 0; index < streams.Count; index++)
        {
            MigrationTraffic stream = streams[index];
            stream.Share = double.NaN;
            double demand = stream == asked ? stream.Limit : stream.Wish;
            if (double.IsFinite(demand))
            {
                contentStreams.Enqueue(stream, (demand, index));
            }

            foreach (MigrationLink link in stream.Path)
            {
                link.Rising++;
            }
        }

        for (int index = 0; index < links.Count; index++)
        {
            fillingLinks.Enqueue(links[index], (links[index].Level, index));
        }
    }

    /// <summary>Stops the streams of the link that comes next, or puts it back if it has become emptier since.</summary>
    private int FillLink(MigrationLink link, (double Level, int Index) key)
    {
        fillingLinks.Dequeue();
        double level = link.Level;
        if (level > key.Level)
        {
            if (link.Rising > 0)
            {
                fillingLinks.Enqueue(link, (level, key.Index));
            }

            return 0;
        }

        int stopped = 0;
        foreach (MigrationTraffic stream in link.Streams)
        {
            stopped += Stop(stream, key.Level);
        }

        return stopped;
    }

    private static int Stop(MigrationTraffic stream, double level)
    {
        if (!double.IsNaN(stream.Share))
        {
            return 0;
        }

        stream.Share = level;
        foreach (MigrationLink link in stream.Path)
        {
            link.Spare -= level;
            link.Rising--;
        }

        return 1;
    }
}
