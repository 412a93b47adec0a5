using Model.Python;

namespace Model.Scheduling;

/// <summary>Look-ups over the metadata of a host's aggregates (Nova: <c>filters/utils.py</c>).</summary>
public static class AggregateMetadata
{
    /// <summary>Whether a comma-separated list names a value; white space around names does not matter.</summary>
    public static bool Lists(string list, string value)
    {
        foreach (Range range in list.AsSpan().Split(','))
        {
            if (PythonText.Strip(list.AsSpan(range)).SequenceEqual(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any aggregate of the host lists a value under a key.</summary>
    public static bool Offers(HostState host, string key, string value)
    {
        foreach (HostAggregate aggregate in host.Aggregates)
        {
            if (aggregate.Value(key) is { } list && Lists(list, value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All values that the host's aggregates list under a key, each once, in order of first mention.</summary>
    public static List<string> Values(HostState host, string key)
    {
        List<string> values = [];
        foreach (HostAggregate aggregate in host.Aggregates)
        {
            foreach (string part in aggregate.Value(key)?.Split(',') ?? [])
            {
                string value = PythonText.Strip(part).ToString();
                if (!values.Contains(value))
                {
                    values.Add(value);
                }
            }
        }

        return values;
    }
}
