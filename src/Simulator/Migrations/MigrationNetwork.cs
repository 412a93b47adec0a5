namespace Simulator.Migrations;

/// <summary>
/// The network that live migrations go over. Streams that cross a link share it max-min fairly; shares are computed anew when a stream
/// starts, ends or changes what it wants, once for all changes of an instant.
/// </summary>
/// <remarks>Deterministic: links and streams are handled in the order of their creation.</remarks>
public sealed class MigrationNetwork
{
    // After all processes of the instant, so that a stream which sends again at once causes no computation.
    private const int SettlePriority = 1000;

    private readonly Simulation env;
    private readonly Dictionary<string, MigrationLink> linksByName = new(StringComparer.Ordinal);
    private readonly List<MigrationTraffic> touched = [];
    private readonly List<MigrationTraffic> streams = [];
    private readonly List<MigrationLink> links = [];
    private readonly FairShare shares = new();
    private int visit;
    private bool isSettling;

    /// <summary>A network without links.</summary>
    /// <param name="env">The simulation that keeps the time.</param>
    public MigrationNetwork(Simulation env)
    {
        ArgumentNullException.ThrowIfNull(env);
        this.env = env;
    }

    /// <summary>Times the shares of a group of streams were computed; a measure of effort.</summary>
    public long Computations { get; private set; }

    internal long NowTicks => env.NowTicks;

    /// <summary>The link with a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public MigrationLink this[string name] => linksByName[name];

    /// <summary>Adds a link.</summary>
    /// <param name="name">Unique name, such as <c>host-1 out</c>.</param>
    /// <param name="bytesPerSecond">Capacity; 0 or more, finite.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public MigrationLink AddLink(string name, double bytesPerSecond)
    {
        MigrationLink link = new(name, Checked(bytesPerSecond));
        linksByName.Add(name, link);
        return link;
    }

    /// <summary>Adds a host whose interface carries as much in each direction.</summary>
    /// <param name="host">Unique name; the links are called by it and <c>out</c> or <c>in</c>.</param>
    /// <param name="bytesPerSecond">Capacity of each direction; 0 or more, finite.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void AddHost(string host, double bytesPerSecond)
    {
        AddLink(Outgoing(host), bytesPerSecond);
        AddLink(Incoming(host), bytesPerSecond);
    }

    /// <summary>The way from one host to another: out of the one, over what lies between, into the other.</summary>
    /// <param name="source">A host of <see cref="AddHost"/>.</param>
    /// <param name="destination">Another.</param>
    /// <param name="between">Links between them, such as the trunks of their racks.</param>
    /// <exception cref="KeyNotFoundException">A host is unknown.</exception>
    public IReadOnlyList<MigrationLink> Path(string source, string destination, params ReadOnlySpan<MigrationLink> between) =>
        [this[Outgoing(source)], .. between, this[Incoming(destination)]];

    /// <summary>Changes what a link can carry; 0 takes it down, and what crosses it stalls.</summary>
    /// <param name="link">A link of this network.</param>
    /// <param name="bytesPerSecond">Capacity; 0 or more, finite.</param>
    public void SetCapacity(MigrationLink link, double bytesPerSecond)
    {
        ArgumentNullException.ThrowIfNull(link);
        link.Capacity = Checked(bytesPerSecond);
        foreach (MigrationTraffic stream in link.Streams)
        {
            stream.SettledWish = double.NaN;
            Touch(stream);
        }
    }

    /// <summary>Opens a stream over links.</summary>
    /// <param name="path">The links it crosses; at least one, each once.</param>
    public MigrationTraffic Open(IReadOnlyList<MigrationLink> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        MigrationLink[] crossed = [.. path.Distinct()];
        ArgumentOutOfRangeException.ThrowIfZero(crossed.Length, nameof(path));
        return new MigrationTraffic(this, crossed);
    }

    internal TimerHandle After(long ticks, Action<object?> callback, object state) =>
        env.Schedule(TimeSpan.FromTicks(ticks), callback, state);

    /// <summary>Notes that a stream's wish may have changed; it is settled at the end of the instant.</summary>
    internal void Touch(MigrationTraffic stream)
    {
        if (!stream.IsTouched)
        {
            stream.IsTouched = true;
            touched.Add(stream);
        }

        if (!isSettling)
        {
            isSettling = true;
            env.Schedule(TimeSpan.Zero, static network => ((MigrationNetwork)network!).Settle(), this, SettlePriority);
        }
    }

    internal double Offer(MigrationTraffic asked)
    {
        StartWalk();
        bool wasJoined = asked.IsJoined;
        if (!wasJoined)
        {
            Enter(asked, isJoined: true);
        }

        Gather(asked);
        Compute(asked);
        if (!wasJoined)
        {
            Enter(asked, isJoined: false);
        }

        return asked.Share;
    }

    private static string Outgoing(string host) => $"{host} out";

    private static string Incoming(string host) => $"{host} in";

    private static double Checked(double capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity, nameof(capacity));
        return double.IsFinite(capacity) ? capacity : throw new ArgumentException("A link's capacity must be finite.", nameof(capacity));
    }

    private void Settle()
    {
        isSettling = false;
        StartWalk();

        // All join before the first walk: it passes each link once.
        touched.ForEach(Join);
        foreach (MigrationTraffic stream in touched)
        {
            stream.IsTouched = false;
            if (stream.Wish != stream.SettledWish)
            {
                Gather(stream);
            }
            else
            {
                stream.Advance();
                stream.Settle(stream.Rate);
            }
        }

        foreach (MigrationTraffic stream in touched)
        {
            if (stream.IsIdle)
            {
                stream.Settle(0);
            }
        }

        touched.Clear();
        if (streams.Count > 0)
        {
            Apply();
        }
    }

    /// <summary>Gives the gathered streams their new rates, then tells those that need to know.</summary>
    private void Apply()
    {
        Compute(asked: null);
        List<MigrationTraffic> changed = [];
        foreach (MigrationTraffic stream in streams)
        {
            stream.Advance();
            if (stream.IsEndless || stream.Rate != stream.Share)
            {
                changed.Add(stream);
            }

            stream.Settle(stream.Share);
        }

        foreach (MigrationTraffic stream in changed)
        {
            stream.Changed?.Invoke();
        }
    }

    private static void Join(MigrationTraffic stream)
    {
        if (stream.IsJoined == stream.IsIdle)
        {
            Enter(stream, !stream.IsIdle);
        }
    }

    /// <summary>Lets the links of a stream know that it sends, or that it no longer does.</summary>
    private static void Enter(MigrationTraffic stream, bool isJoined)
    {
        stream.IsJoined = isJoined;
        foreach (MigrationLink link in stream.Path)
        {
            if (isJoined)
            {
                link.Streams.Add(stream);
            }
            else
            {
                link.Streams.Remove(stream);
            }
        }
    }

    private void StartWalk()
    {
        visit++;
        streams.Clear();
        links.Clear();
    }

    /// <summary>Collects the links that a stream's rate depends on, and the streams that send over them.</summary>
    private void Gather(MigrationTraffic start)
    {
        int next = links.Count;
        Collect(start.Path);
        for (; next < links.Count; next++)
        {
            foreach (MigrationTraffic stream in links[next].Streams)
            {
                if (stream.Visit != visit)
                {
                    stream.Visit = visit;
                    streams.Add(stream);
                    Collect(stream.Path);
                }
            }
        }
    }

    private void Collect(ReadOnlySpan<MigrationLink> path)
    {
        foreach (MigrationLink link in path)
        {
            if (link.Visit != visit)
            {
                link.Visit = visit;
                links.Add(link);
            }
        }
    }

    private void Compute(MigrationTraffic? asked)
    {
        Computations++;
        shares.Fill(streams, links, asked);
    }
}
