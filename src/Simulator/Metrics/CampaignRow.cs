using CsvHelper;

namespace Simulator.Metrics;

/// <summary>One row of <c>campaigns.csv</c>: what a campaign did to a host. Filled while the run goes on.</summary>
[CsvRecord]
public sealed partial record CampaignRow
{
    /// <summary>The campaign.</summary>
    [CsvColumn("campaign")]
    public required string Campaign { get; init; }

    /// <summary>The host.</summary>
    [CsvColumn("host")]
    public required string Host { get; init; }

    /// <summary>
    /// <c>waiting</c>, <c>emptying</c>, <c>working</c>, <c>done</c>, <c>blocked</c> (servers stayed) or <c>refused</c> (the service did not
    /// start).
    /// </summary>
    [CsvColumn("state")]
    public string State { get; set; } = "waiting";

    /// <summary>When its turn came, in seconds.</summary>
    [CsvColumn("started_s")]
    public double? StartedS { get; set; }

    /// <summary>When it was empty, in seconds.</summary>
    [CsvColumn("emptied_s")]
    public double? EmptiedS { get; set; }

    /// <summary>When the campaign was through with it, in seconds.</summary>
    [CsvColumn("ended_s")]
    public double? EndedS { get; set; }

    /// <summary>Servers on it when its turn came.</summary>
    [CsvColumn("servers")]
    public int Servers { get; set; }

    /// <summary>Servers that migrated live.</summary>
    [CsvColumn("moved_live")]
    public int MovedLive { get; set; }

    /// <summary>Servers that migrated cold.</summary>
    [CsvColumn("moved_cold")]
    public int MovedCold { get; set; }

    /// <summary>Servers that their users deleted, or that went by themselves.</summary>
    [CsvColumn("gone")]
    public int Gone { get; set; }

    /// <summary>Servers that stayed.</summary>
    [CsvColumn("stayed")]
    public int Stayed { get; set; }

    /// <summary>Their names, separated by blanks.</summary>
    [CsvColumn("servers_stayed")]
    public string ServersStayed { get; set; } = "";

    /// <summary>Why the first of them stayed, or why the service does not start; empty otherwise.</summary>
    [CsvColumn("reason")]
    public string Reason { get; set; } = "";
}
