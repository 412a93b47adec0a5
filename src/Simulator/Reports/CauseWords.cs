namespace Simulator.Reports;

/// <summary>Causes of refusals as an operator says them. What is not known here stands as it was recorded.</summary>
public static class CauseWords
{
    /// <summary>The cause in words, without a full stop.</summary>
    public static string Of(string reason)
    {
        if (Between(reason, "no host has free ", "") is { } single)
        {
            return ResourceWords.IsDevice(single)
                ? $"no host had enough free devices of the type {ResourceWords.Of(single)}"
                : $"no host had enough free {ResourceWords.Of(single)}";
        }

        if (Between(reason, "no host has enough ", " at once") is { } together)
        {
            return $"no single host had enough free {ResourceWords.List(together)} at the same time";
        }

        if (Between(reason, "no host has both ", "") is { } both && both.Split(" and ") is [{ } devices, { } rest])
        {
            return (devices.Length, rest.Length) switch
            {
                (> 0, > 0) => $"no single host had enough free {ResourceWords.List(devices)} together with "
                    + $"enough free {ResourceWords.List(rest)}",
                _ => $"no single host had all that was asked for at the same time: {ResourceWords.List(devices + rest)}",
            };
        }

        int colon = reason.IndexOf("Filter: ", StringComparison.Ordinal);
        return colon > 0 && !reason[..colon].Contains(' ') ? OfFilter(reason[..(colon + 6)], reason[(colon + 8)..]) : reason;
    }

    /// <summary>Who refused, in words.</summary>
    public static string Stage(string stage) => stage switch
    {
        "api" => "API",
        "placement" => "Placement (search for hosts)",
        "placement claim" => "Placement (claim)",
        "compute claim" => "compute host (claim)",
        "spawn" => "compute host (start of the guest)",
        "conductor" => "conductor (out of hosts to try)",
        _ when stage.EndsWith("Filter", StringComparison.Ordinal) => $"scheduler ({stage})",
        _ => stage,
    };

    private static string OfFilter(string filter, string why) => filter switch
    {
        "PciPassthroughFilter" => "no host left in the choice had the free PCI devices that were asked for",
        "NUMATopologyFilter" =>
            "no host left in the choice could put the server's CPUs, memory and devices on NUMA nodes as its flavor demands",
        "ComputeFilter" => "every host left in the choice was disabled or down",
        "ServerGroupAntiAffinityFilter" => "every host left in the choice already had a server of the same anti-affinity group",
        "ServerGroupAffinityFilter" => "the server's affinity group is on a host that was not in the choice",
        _ => $"every host left in the choice was ruled out by {filter}: {why}",
    };

    private static string? Between(string text, string start, string end) =>
        text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(end, StringComparison.Ordinal)
            && text.Length > start.Length + end.Length
            ? text[start.Length..^end.Length]
            : null;
}
