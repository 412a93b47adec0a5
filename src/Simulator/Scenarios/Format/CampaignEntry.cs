using Model.Configuration;
using Model.Diagnostics;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A campaign as read: hosts are patterns, and the configuration is text.</summary>
internal sealed record CampaignEntry(
    SourcePosition Position,
    Placed<string> Name,
    Campaign Campaign,
    Placed<string>? After,
    IReadOnlyList<Placed<string>> Hosts,
    IReadOnlyList<SourceText> NovaConf,
    NovaRelease? Release);
