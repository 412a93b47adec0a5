using Model;
using Model.Servers;

namespace Simulator.Flows;

/// <summary>
/// How a service notices that somebody else did something with a server while it was at work: when it saves the record, it says in which task
/// state it left it (<c>nova/objects/instance.py</c>, save with expected_task_state).
/// </summary>
internal static class Saving
{
    /// <summary>What a save says that expects one of the given task states.</summary>
    /// <returns>The refusal, or null when the server is there and in such a state.</returns>
    public static NovaException? Refusal(this Instance instance, params ReadOnlySpan<TaskState> expected)
    {
        if (instance.IsDeleted)
        {
            return new NovaException("InstanceNotFound", $"Instance {instance.Uuid} could not be found.");
        }

        return expected.Contains(instance.TaskState) ? null : new NovaException(
            instance.TaskState == TaskState.Deleting ? "UnexpectedDeletingTaskStateError" : "UnexpectedTaskStateError",
            $"Unexpected task state: expecting {expected[0].ToName() ?? "None"} but the actual state is {instance.TaskState.ToName() ?? "None"}");
    }

    /// <summary>Whether a save was refused because the server is deleted, or is going to be.</summary>
    public static bool IsDeletion(this NovaException refusal) => refusal.Name is "InstanceNotFound" or "UnexpectedDeletingTaskStateError";

    /// <summary>
    /// An operation ends with an error that nobody handles. The server is in ERROR; its task state goes too, unless the error is that somebody
    /// else has changed that (<c>reverts_task_state</c>). A deleted server's record stays as it is.
    /// </summary>
    public static void Break(this Instance instance, NovaException error)
    {
        if (instance.IsDeleted)
        {
            return;
        }

        TaskState present = instance.TaskState;
        instance.EndInError(error);
        if (error.Name is "UnexpectedTaskStateError" or "UnexpectedDeletingTaskStateError")
        {
            instance.TaskState = present;
        }
    }
}
