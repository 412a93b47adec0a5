namespace Simulator.KernelSimSharp;

/// <summary>A callback that can still be suppressed.</summary>
internal sealed class ScheduledCall(Action<object?> callback, object? state)
{
    private Action<object?>? callback = callback;

    public void Happen()
    {
        Action<object?>? wanted = callback;
        callback = null;
        wanted?.Invoke(state);
    }

    public bool Suppress()
    {
        bool pending = callback is not null;
        callback = null;
        return pending;
    }
}
