using Model;
using Simulator.Metrics;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows.Campaigns;

/// <summary>Conducts a campaign: takes its hosts one after another, so many at once.</summary>
internal sealed class CampaignFlow(FlowContext context, SchedulerService scheduler, CampaignRecord record)
{
    private readonly OperatorFlow _operator = new(context, scheduler);
    private readonly RandomStream _work = context.Streams.For("campaign work", record.Campaign.Name);

    /// <summary>The process.</summary>
    /// <param name="before">The process of the campaign that must be over first, or null.</param>
    public IEnumerable<Event> Run(Event? before)
    {
        Campaign campaign = record.Campaign;
        if (campaign.At > context.Now)
        {
            yield return context.Env.Sleep(campaign.At - context.Now);
        }

        if (before is not null)
        {
            yield return before;
        }

        record.StartedAt = context.Now;
        if (campaign.Controller is { } options)
        {
            context.Cloud.Reconfigure(options);
            scheduler.Configure();
        }

        // What the work on each host takes is drawn in the order of the hosts, however long the moves are.
        Resource crews = new(context.Env, campaign.AtOnce);
        List<Event> hosts = [];
        foreach (CampaignRow row in record.Rows)
        {
            hosts.Add(context.Env.Process(InTurn(crews, row, campaign.Work.SampleTime(_work))));
        }

        yield return new AllOf(context.Env, hosts);
        record.EndedAt = context.Now;
    }

    private IEnumerable<Event> InTurn(Resource crews, CampaignRow row, TimeSpan work)
    {
        Request turn = crews.Request();
        yield return turn;
        row.StartedS = context.Now.TotalSeconds;
        ComputeHost host = context.Cloud.HostNamed(row.Host);
        foreach (Event step in record.Campaign.Kind == CampaignKind.Restart ? Restart(row, host, work) : Empty(row, host, work))
        {
            yield return step;
        }

        row.EndedS = context.Now.TotalSeconds;
        crews.Release(turn);
    }

    private IEnumerable<Event> Empty(CampaignRow row, ComputeHost host, TimeSpan work)
    {
        if (!host.IsRunning)
        {
            row.State = "blocked";
            row.Reason = "the host is down";
            yield break;
        }

        row.State = "emptying";
        bool wasDisabled = host.IsDisabled;
        _operator.SetDisabled(host, true);
        foreach (Event step in new DrainFlow(context, scheduler, record.Campaign).Run(host, row))
        {
            yield return step;
        }

        if (row.Stayed > 0 || !host.IsRunning)
        {
            row.State = "blocked";
            row.Reason = row.Stayed > 0 ? row.Reason : "the host went down";
            _operator.SetDisabled(host, wasDisabled);
            yield break;
        }

        row.EmptiedS = context.Now.TotalSeconds;
        if (record.Campaign.Kind == CampaignKind.Drain)
        {
            row.State = "done";
            yield break;
        }

        foreach (Event step in Restart(row, host, work))
        {
            yield return step;
        }

        _operator.SetDisabled(host, wasDisabled);
    }

    private IEnumerable<Event> Restart(CampaignRow row, ComputeHost host, TimeSpan work)
    {
        row.State = "working";
        host.Stop(context.Now, isHost: false);
        yield return context.Env.Sleep(work);
        HostDefinition? changed = record.Campaign.Configurations.TryGetValue(host.Name, out Model.Configuration.NovaOptions? options)
            ? host.Definition with { Options = options }
            : null;
        if (ComputeLife.Start(context, host, changed) is { } refusal)
        {
            row.State = "refused";
            row.Reason = $"nova-compute does not start: {refusal.Name}";
        }
        else
        {
            row.State = "done";
        }
    }
}
