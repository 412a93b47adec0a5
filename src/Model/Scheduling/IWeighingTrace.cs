namespace Model.Scheduling;

/// <summary>Learns the weights that hosts get, for explaining a decision.</summary>
public interface IWeighingTrace
{
    /// <summary>Whether it wants to learn weights and order; without, the scheduler saves what only matters to them.</summary>
    bool WantsWeights => true;

    /// <summary>One weigher has weighed one host; hosts come in the order in which they were given.</summary>
    /// <param name="weigher">The weigher.</param>
    /// <param name="host">The host.</param>
    /// <param name="raw">Its weight after clamping.</param>
    /// <param name="normalized">That weight on the scale of 0–1 over all hosts.</param>
    /// <param name="multiplier">The factor for this host.</param>
    void Weighed(IHostWeigher weigher, HostState host, double raw, double normalized, double multiplier);
}
