using System.Globalization;
using System.Text;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;

namespace Simulator.Flows.Decisions;

/// <summary>Tells a decision to a person. Must be made at the instant of the decision, as it looks at the hosts as they are.</summary>
internal sealed class DecisionText
{
    private const int HostsMax = 5;

    private readonly FlowContext _context;
    private readonly SchedulerService _scheduler;
    private readonly Decision _decision;
    private readonly StringBuilder _text = new();

    private DecisionText(FlowContext context, SchedulerService scheduler, Decision decision)
    {
        _context = context;
        _scheduler = scheduler;
        _decision = decision;
    }

    /// <summary>The text; every line ends in a newline.</summary>
    public static string Of(FlowContext context, SchedulerService scheduler, Decision decision)
    {
        DecisionText text = new(context, scheduler, decision);
        text.Write();
        return text._text.ToString();
    }

    private void Write()
    {
        Server server = _decision.Server;
        string at = Text($"{_decision.At.Days} d {_decision.At:hh\\:mm\\:ss}");
        Line(0, $"{server.Record.Name}: flavor {server.Flavor.Name}, workload {server.Record.Workload}, decided at {at}");
        Line(0, _decision.Refusal is { } refusal
            ? $"Refused ({refusal.Exception}) by {refusal.Stage}: {refusal.Detail}"
            : $"Runs on {server.Record.Host}");
        WriteRequest();
        WriteCandidates();
        WriteFilters();
        WriteWeights();
        WriteChoice();
        if (_decision is { Refusal.Stage: not "api", ComputeClaims.Count: 0 })
        {
            Line(0, "What would have let it in:");
            string? change = new WhatIf(_context, _scheduler).Smallest(server);
            Line(1, change ?? "nothing that was tried; it needs another flavor or another kind of host");
        }
    }

    private void WriteRequest()
    {
        if (_decision.Trace is not { Queries: [ResourceQuery query, ..] } || _decision.Request is not { } request)
        {
            return;
        }

        Line(0, "Request:");
        foreach (IGrouping<string, RequestedGroup> alike in query.Groups.GroupBy(Describe, StringComparer.Ordinal))
        {
            string times = alike.Count() == 1 ? "" : Text($"{alike.Count()} × ");
            Line(1, times + alike.Key);
        }

        foreach (PciRequest wish in request.PciRequests)
        {
            string policy = (wish.NumaPolicy ?? PciNumaPolicy.Legacy).ToName();
            string of = wish.AliasName ?? $"port {wish.RequesterId} ({PoolWords.Of(wish)})";
            Line(1, Text($"PCI: {wish.Count} × {of}, NUMA affinity {policy}"));
        }

        if (_decision.Server.NumaWish is { } cells)
        {
            foreach ((int index, InstanceNumaCell cell) in cells.Cells.Index())
            {
                string cpus = Text($"{cell.Cpuset.Count} shared and {cell.Pcpuset.Count} dedicated vCPUs");
                Line(1, Text($"NUMA cell {index}: {cpus}, {cell.MemoryMb} MiB"));
            }
        }

        IEnumerable<string> traits = query.RootRequired.Concat(query.RootForbidden.Select(trait => "not " + trait));
        if (traits.Any())
        {
            Line(1, $"host traits: {string.Join(", ", traits)}");
        }
    }

    private static string Describe(RequestedGroup group)
    {
        IEnumerable<string> parts = group.Resources.Select(pair => Text($"{pair.Value} {pair.Key}"))
            .Concat(group.RequiredTraits.Select(trait => $"trait {trait}"))
            .Concat(group.ForbiddenTraits.Select(trait => $"not trait {trait}"))
            .Concat(group.Aggregates.Select(any => Text($"one of {any.Count} aggregates")));
        return string.Join(", ", parts);
    }

    private void WriteCandidates()
    {
        if (_decision.Trace is not { Answers.Count: > 0 } trace)
        {
            return;
        }

        Line(0, "Allocation candidates from Placement:");
        for (int index = 0; index < trace.Answers.Count; index++)
        {
            (int candidates, int hosts) = trace.Answers[index];
            Line(1, Text($"{candidates} on {Hosts(hosts)}") + (index == 0 ? "" : " (asked again for VCPU instead of PCPU)"));
        }

        IReadOnlyList<CandidateStep> steps = _decision.Emptied?.Steps ?? [];
        for (int index = 0; index < steps.Count; index++)
        {
            CandidateStep step = steps[index];
            if (index > 0 && index < steps.Count - 1 && step.Trees == steps[index - 1].Trees)
            {
                continue;
            }

            string providers = step.Providers is { } count ? Text($"{count} provider{(count == 1 ? "" : "s")}, ") : "";
            Line(2, Text($"{GroupName(step.Group)}{step.Condition}: {providers}{Hosts(step.Trees)} left"));
        }
    }

    /// <summary>Groups of PCI requests are named after their alias, as their ids say nothing to a person.</summary>
    private string GroupName(string? suffix)
    {
        if (string.IsNullOrEmpty(suffix))
        {
            return "";
        }

        PciRequest? wish = _decision.Server.PciRequests.FirstOrDefault(wish =>
            !wish.IsFromPort && suffix.StartsWith(wish.RequestId, StringComparison.Ordinal));
        return wish is null ? $"group {suffix}: " : $"{wish.AliasName}{suffix[wish.RequestId.Length..]}: ";
    }

    private void WriteFilters()
    {
        if (_decision.Guest is not { } guest)
        {
            return;
        }

        Line(0, "Filters:");
        int width = guest.Filters.Max(filter => (int?)filter.Filter.Length) ?? 0;
        foreach (FilterCount filter in guest.Filters)
        {
            Line(1, Text($"{filter.Filter.PadRight(width)}  {filter.Before} → {filter.After}"));
            if (filter.After < filter.Before)
            {
                WriteRefusals(guest, filter);
            }
        }
    }

    private void WriteRefusals(GuestDecision guest, FilterCount filter)
    {
        foreach (RefusalGroup group in RefusalGroup.Of(guest, filter.Filter))
        {
            string more = group.Hosts.Count > HostsMax ? Text($" and {group.Hosts.Count - HostsMax} more") : "";
            Line(2, $"{string.Join(", ", group.Hosts.Take(HostsMax).Select(host => host.Host))}{more}: {group.Reason}");
            if (filter.After > 0)
            {
                continue;
            }

            AllocationCandidate[] candidates = [.. _decision.Found.SelectMany(found => found.ToList())];
            foreach (HostState host in group.Hosts.Take(HostsMax))
            {
                foreach (string detail in HostDetail.Of(_context, filter.Filter, host, _scheduler.Again(_decision.Server), candidates))
                {
                    Line(3, $"{host.Host}: {detail}");
                }
            }
        }
    }

    private void WriteWeights()
    {
        if (_decision.Guest is not { Ranking.Count: > 0 } guest)
        {
            return;
        }

        RankedHost[] best = [.. guest.Ranking.Take(HostsMax)];
        string[] weighers =
        [
            .. guest.Weights.Where(weight => weight.Normalized * weight.Multiplier != 0 && best.Any(host => host.Host == weight.Host))
                .Select(weight => weight.Weigher).Distinct(StringComparer.Ordinal),
        ];
        Line(0, Text($"Weights of the best {best.Length} of {guest.Ranking.Count}")
            + " (multiplier × normalised weight; weighers that added nothing left out):");
        int width = Math.Max(4, best.Max(host => host.Host.Length));
        Line(1, "host".PadRight(width) + "    total" + string.Concat(weighers.Select(name => "  " + name.PadLeft(8))));
        foreach (RankedHost host in best)
        {
            string cells = string.Concat(weighers.Select(name => "  " + Number(guest.Weights
                .Where(weight => weight.Host == host.Host && weight.Weigher == name)
                .Sum(weight => weight.Normalized * weight.Multiplier)).PadLeft(Math.Max(8, name.Length))));
            Line(1, host.Host.PadRight(width) + "  " + Number(host.Weight).PadLeft(7) + cells);
        }
    }

    private void WriteChoice()
    {
        if (_decision.Guest is { } guest)
        {
            foreach (ClaimRecord claim in guest.Claims.Where(claim => claim.Outcome != ClaimOutcome.Claimed))
            {
                Line(0, $"Placement refused the claim on {claim.Host}: another request had taken the resources since the query");
            }
        }

        foreach ((HostSelection selection, Model.NovaException? refusal) in _decision.ComputeClaims)
        {
            Line(0, refusal is null ? $"Claimed on {selection.Host.Name}:" : $"{selection.Host.Name} refused: {refusal.Message}");
            if (refusal is null)
            {
                foreach (GroupMapping mapping in selection.Candidate!.Mappings.Where(mapping => mapping.Suffix.Length > 0))
                {
                    Line(1, $"{GroupName(mapping.Suffix)}{string.Join(", ", mapping.ProviderUuids.Select(NameOf))}");
                }
            }
        }

        if (_decision.Server.Record.Devices.Count > 0 && _decision.Refusal is null)
        {
            Line(1, $"devices: {string.Join(", ", _decision.Server.Host!.Devices
                .Where(device => device.InstanceUuid == _decision.Server.Uuid)
                .Select(device => device.Address + (device.NumaNode is { } node ? Text($" (NUMA node {node})") : "")))}");
        }

        if (_decision.Alternates.Count > 0)
        {
            Line(1, $"alternates: {string.Join(", ", _decision.Alternates.Select(alternate => alternate.Host.Name))}");
        }
    }

    private string NameOf(string provider) => _context.Cloud.Placement.FindProvider(provider)?.Name ?? provider;

    private void Line(int depth, string text) => _text.Append(' ', depth * 2).Append(text).Append('\n');

    private static string Hosts(int count) => count == 1 ? "1 host" : Text($"{count} hosts");

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
