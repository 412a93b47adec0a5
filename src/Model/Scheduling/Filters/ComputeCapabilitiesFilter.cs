namespace Model.Scheduling.Filters;

/// <summary>
/// Extra specs of scope <c>capabilities</c>, and those without scope that name something the host has, must be met by the
/// host's attributes and statistics (Nova: <c>filters/compute_capabilities_filter.py</c>).
/// </summary>
public sealed class ComputeCapabilitiesFilter : IHostFilter
{
    private const string AddressBitsSpec = "hw:maxphysaddr_bits";
    private const string AddressBitsCapability = "capabilities:cpu_info:maxphysaddr:bits";

    /// <inheritdoc/>
    public string Name => "ComputeCapabilitiesFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public bool PassesAll(RequestSpec request)
    {
        foreach (KeyValuePair<string, string> spec in request.Flavor.ExtraSpecs)
        {
            int colon = spec.Key.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || spec.Key == AddressBitsSpec || spec.Key.AsSpan(0, colon).SequenceEqual("capabilities"))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.Flavor;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        string? addressBits = null;
        foreach (KeyValuePair<string, string> spec in request.Flavor.ExtraSpecs)
        {
            if (spec.Key == AddressBitsSpec)
            {
                addressBits = spec.Value;
            }
            else if (spec.Key != AddressBitsCapability || request.Flavor.ExtraSpec(AddressBitsSpec) is null)
            {
                FilterVerdict verdict = CheckSpec(host, spec.Key, spec.Value);
                if (!verdict.Passes)
                {
                    return verdict;
                }
            }
        }

        return addressBits is null ? FilterVerdict.Pass : CheckSpec(host, AddressBitsCapability, ">= " + addressBits);
    }

    private static FilterVerdict CheckSpec(HostState host, string key, string requirement)
    {
        int colon = key.IndexOf(':', StringComparison.Ordinal);
        string path = key;
        if (colon < 0)
        {
            if (!HostAttributes.Exists(key) && !HostAttributes.TryGetStatistic(host, key, out _))
            {
                return FilterVerdict.Pass;
            }
        }
        else if (key.AsSpan(0, colon).SequenceEqual("capabilities"))
        {
            path = key[(colon + 1)..];
        }
        else
        {
            return FilterVerdict.Pass;
        }

        object? capability = FindCapability(host, path.Split(':'));
        if (capability is null)
        {
            return FilterVerdict.Fail("it has no capability {0}", path);
        }

        string text = LooseValue.ToText(capability);
        return ExtraSpecOperators.Match(text, requirement)
            ? FilterVerdict.Pass
            : FilterVerdict.Fail("capability " + path + " is {0}, wanted {1}", text, requirement);
    }

    /// <summary>Walks from the host down the path; texts on the way are read as JSON.</summary>
    private static object? FindCapability(HostState host, string[] path)
    {
        object? value = HostAttributes.Get(host, path[0]);
        if (value is null && HostAttributes.TryGetStatistic(host, path[0], out string? statistic))
        {
            value = statistic;
        }

        for (int index = 1; index < path.Length; index++)
        {
            if (value is string text && !LooseJson.TryParse(text, out value))
            {
                return null;
            }

            value = value is LooseMap { IsWrapped: false } map ? map.Get(path[index]) : null;
        }

        return value;
    }
}
