using System.Collections.Specialized;

namespace Simulator.Kernel;

/// <summary>The members of a condition that had happened when it was processed; made into a dictionary only when asked for.</summary>
internal sealed class FiredMembers(List<Event> events)
{
    private OrderedDictionary? values;

    public OrderedDictionary ToDictionary()
    {
        if (values is null)
        {
            values = new OrderedDictionary(events.Count);
            foreach (Event member in events)
            {
                values[member] = member.Value;
            }
        }

        return values;
    }
}
