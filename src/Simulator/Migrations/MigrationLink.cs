namespace Simulator.Migrations;

/// <summary>One direction of a network interface or trunk, shared by the migrations that cross it.</summary>
public sealed class MigrationLink
{
    internal MigrationLink(string name, double capacity)
    {
        Name = name;
        Capacity = capacity;
    }

    /// <summary>Name, unique in its network.</summary>
    public string Name { get; }

    /// <summary>Bytes per second it can carry; 0 while it is down.</summary>
    public double Capacity { get; internal set; }

    /// <summary>Bytes per second it carries, once all changes of the instant are settled.</summary>
    public double Rate
    {
        get
        {
            double rate = 0;
            foreach (MigrationTraffic stream in Streams)
            {
                rate += stream.Rate;
            }

            return rate;
        }
    }

    /// <summary>The streams that send over the link, in the order in which they began.</summary>
    internal List<MigrationTraffic> Streams { get; } = [];

    /// <summary>Number of the last walk over the network that came by.</summary>
    internal int Visit { get; set; }

    /// <summary>Scratch of <see cref="FairShare"/>: capacity that settled streams leave.</summary>
    internal double Spare { get; set; }

    /// <summary>Scratch of <see cref="FairShare"/>: streams whose rate still rises.</summary>
    internal int Rising { get; set; }

    /// <summary>The rate at which the streams that still rise will have filled the link.</summary>
    internal double Level => Rising == 0 ? double.PositiveInfinity : Math.Max(0, Spare) / Rising;
}
