using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>A change of a server's power that its host does at the API's request. Immutable.</summary>
/// <param name="Request">The request, as the API names it in refusals.</param>
/// <param name="Method">The method of the compute service.</param>
/// <param name="From">States in which the API allows it.</param>
/// <param name="While">The task state while it goes on.</param>
/// <param name="To">The state afterwards.</param>
/// <param name="Latency">How long the hypervisor takes, or null for no time.</param>
internal sealed record PowerChange(string Request, string Method, VmState[] From, TaskState While, VmState To, string? Latency)
{
    /// <summary>Power-off.</summary>
    public static readonly PowerChange Stop = new(
        "stop", "stop_instance", [VmState.Active, VmState.Error], TaskState.PoweringOff, VmState.Stopped, TimingCatalog.StopGuest);

    /// <summary>A pause.</summary>
    public static readonly PowerChange Pause = new("pause", "pause_instance", [VmState.Active], TaskState.Pausing, VmState.Paused, null);

    /// <summary>The end of a pause.</summary>
    public static readonly PowerChange Unpause = new("unpause", "unpause_instance", [VmState.Paused], TaskState.Unpausing, VmState.Active, null);

    /// <summary>Memory to disk.</summary>
    public static readonly PowerChange Suspend = new(
        "suspend", "suspend_instance", [VmState.Active], TaskState.Suspending, VmState.Suspended, TimingCatalog.SuspendGuest);

    /// <summary>Memory from disk.</summary>
    public static readonly PowerChange Resume = new(
        "resume", "resume_instance", [VmState.Suspended], TaskState.Resuming, VmState.Active, TimingCatalog.ResumeGuest);

    /// <summary>Whether PCI devices are detached from the guest, or attached to it again; they stay the server's.</summary>
    public bool TouchesDevices => While is TaskState.Suspending or TaskState.Resuming;

    /// <summary>Whether the hypervisor runs the guest afterwards.</summary>
    public bool LeavesRunning => To is VmState.Active or VmState.Paused;
}
