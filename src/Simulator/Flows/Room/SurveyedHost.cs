using Model.Placement;
using Model.Scheduling;

namespace Simulator.Flows.Room;

/// <summary>A host and what the last look at it found.</summary>
internal sealed class SurveyedHost(ComputeHost host)
{
    private ComputeNodeRecord? _record;
    private ServiceState? _service;
    private long _generations;

    /// <summary>The host.</summary>
    public ComputeHost Host => host;

    /// <summary>What was found, one answer a kind of server.</summary>
    public IReadOnlyList<RoomAnswer> Answers { get; set; } = [];

    /// <summary>What is stranded there, by label.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Stranded { get; set; } = [];

    /// <summary>Whether anything changed since this was asked last. A service that does not report changes with time alone.</summary>
    public bool HasChanged(PlacementStore placement)
    {
        long generations = 0;
        foreach (ResourceProvider provider in placement.Subtree(host.Tracker.Facts.Uuid))
        {
            generations += provider.Generation;
        }

        ServiceState service = host.Service;
        bool isSame = ReferenceEquals(_record, host.Tracker.Record) && _service == service && _generations == generations && host.IsRunning;
        _record = host.Tracker.Record;
        _service = service;
        _generations = generations;
        return !isSame;
    }
}
