namespace Model.Scheduling;

/// <summary>Learns everything about a decision, for explaining it. A scheduler without a trace does no work for it.</summary>
public interface IDecisionTrace : IWeighingTrace
{
    /// <summary>A query goes to Placement.</summary>
    void Queried(ResourceQuery query);

    /// <summary>Placement answered with this many candidates on this many hosts; -1 when it could not be reached.</summary>
    void Answered(int candidates, int hosts);

    /// <summary>An answer held no candidate, and Placement's model told why.</summary>
    void Emptied(string why)
    {
    }

    /// <summary>The hosts for a guest are filtered, or, for <paramref name="instance"/> -1, the alternates.</summary>
    /// <param name="instance">The guest's index in the request.</param>
    /// <param name="hosts">How many hosts there are.</param>
    void FilteringBegan(int instance, int hosts);

    /// <summary>A filter refused a host. Hosts dropped because the request names others come with a null filter.</summary>
    void Refused(IHostFilter? filter, HostState host, FilterVerdict verdict);

    /// <summary>A filter has seen all hosts that were left.</summary>
    void Filtered(IHostFilter filter, int before, int after);

    /// <summary>The hosts in the order in which they will be tried.</summary>
    void Ranked(IReadOnlyList<WeighedHost> hosts);

    /// <summary>A claim was tried.</summary>
    void Claimed(ClaimAttempt attempt, ClaimOutcome outcome);

    /// <summary>Taking the guest from the chosen host's view failed; the host stays chosen.</summary>
    void ConsumeFailed(HostState host, NovaException refusal);

    /// <summary>The decision: for each guest the choice and its alternates.</summary>
    void Selected(IReadOnlyList<IReadOnlyList<Selection>> selections);

    /// <summary>The request failed.</summary>
    void Failed(NovaException refusal);
}
