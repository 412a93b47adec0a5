namespace Simulator.Kernel;

/// <summary>Two or more listeners of an event, told in the order in which they came.</summary>
internal sealed class ListenerList
{
    private object?[] items;
    private int count;

    public ListenerList(object first, object second)
    {
        items = [first, second, null, null];
        count = 2;
    }

    public bool HasProcess => Array.Exists(items, item => item is Process);

    public void Add(object listener)
    {
        if (count == items.Length)
        {
            Array.Resize(ref items, count * 2);
        }

        items[count++] = listener;
    }

    /// <summary>Removes the latest occurrence of a listener.</summary>
    /// <param name="listener">Who no longer wants to be told.</param>
    /// <param name="inUse">Whether the list is being walked, so that places must not shift.</param>
    public void Remove(object listener, bool inUse)
    {
        // Short-lived listeners of a long-lived event are near the end.
        for (int index = count - 1; index >= 0; index--)
        {
            object? item = items[index];
            if (item is null || !(ReferenceEquals(item, listener) || (item is Delegate && item.Equals(listener))))
            {
                continue;
            }

            items[index] = null;
            if (!inUse)
            {
                Array.Copy(items, index + 1, items, index, count - index - 1);
                items[--count] = null;
            }

            return;
        }
    }

    public void Tell(Event @event)
    {
        for (int index = 0; index < count; index++)
        {
            object? listener = items[index];
            if (listener is not null)
            {
                Tell(listener, @event);
            }
        }
    }

    public static void Tell(object listener, Event @event)
    {
        if (listener is Process process)
        {
            process.Resume(@event);
        }
        else if (listener is Condition condition)
        {
            condition.OnMember(@event);
        }
        else
        {
            ((Action<Event>)listener)(@event);
        }
    }
}
