namespace Simulator.Kernel;

/// <summary>
/// A number of equal places, granted by priority, time of the claim and the preempting flag. A preempting claim takes the place of the
/// least important user if that one is less important; the user's process is interrupted with <see cref="Preempted"/> as the cause.
/// </summary>
/// <param name="environment">The simulation.</param>
/// <param name="capacity">Number of places, 1 or more.</param>
public class PreemptiveResource(Simulation environment, int capacity = 1) : ResourceBase(environment, capacity)
{
    private readonly WaitQueue queue = new();
    private readonly List<PreemptiveRequest> users = [];

    /// <summary>Samples the steps from grant to preemption.</summary>
    public ISampleMonitor? InterruptTime { get; set; }

    private protected override int Waiting => queue.Count;

    // A first claim that must wait hides a preempting one behind it.
    private protected override bool WithdrawalMayGrant => true;

    /// <summary>Claims a place.</summary>
    /// <param name="priority">Importance; lower goes first.</param>
    /// <param name="preempt">Whether the claim may take the place of a less important user.</param>
    public virtual PreemptiveRequest Request(double priority = 1, bool preempt = false)
    {
        PreemptiveRequest request = new(this, priority, preempt);
        queue.Add(request, priority, request.Ticks, preempt);
        Grant();
        return request;
    }

    /// <summary>Gives a place back, or withdraws a claim that was not granted; harmless for a preempted one.</summary>
    /// <exception cref="InvalidOperationException">The claim has ended before, or is another resource's.</exception>
    public virtual Release Release(PreemptiveRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Leave(request);
        return new Release(request);
    }

    private protected override Request? FirstWaiting() => queue.First();

    private protected override void RemoveFirstWaiting() => queue.RemoveFirst();

    private protected override void RemoveWaiting(Request request) => queue.Withdraw();

    private protected override void AddUser(Request request)
    {
        PreemptiveRequest user = (PreemptiveRequest)request;
        user.GrantedAt = Simulation.NowTicks;
        users.Add(user);
        InUse = users.Count;
    }

    private protected override void RemoveUser(Request request)
    {
        users.Remove((PreemptiveRequest)request);
        InUse = users.Count;
    }

    private protected override void MakeRoom(Request request)
    {
        PreemptiveRequest claim = (PreemptiveRequest)request;
        if (!claim.Preempt)
        {
            return;
        }

        PreemptiveRequest victim = users[0];
        foreach (PreemptiveRequest user in users)
        {
            victim = user.CompareTo(victim) >= 0 ? user : victim;
        }

        if (victim.CompareTo(claim) <= 0)
        {
            return;
        }

        RemoveUser(victim);
        victim.IsPreempted = true;
        InterruptTime?.Add(Simulation.ToDouble(new TimeSpan(Simulation.NowTicks - victim.GrantedAt)));
        if (victim.Owner is { IsTriggered: false } owner)
        {
            owner.Interrupt(new Preempted(claim.Owner, Simulation.StartDate.AddTicks(victim.GrantedAt)));
        }
    }
}
