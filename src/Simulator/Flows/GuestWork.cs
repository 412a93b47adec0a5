using Model.Compute.Libvirt;

namespace Simulator.Flows;

/// <summary>How long a guest takes for what it was asked for.</summary>
internal static class GuestWork
{
    /// <summary>
    /// The lifetime of a server that runs; null for a server that stays. A virtual IOMMU has its price on every I/O, which the scenario may put
    /// as a share of the time.
    /// </summary>
    public static TimeSpan? Lifetime(FlowContext context, Server server)
    {
        double cost = context.Cloud.Scenario.ViommuCost;
        if (server.Request.Lifetime is not { } lifetime || cost == 0 || server.Host is not { } host)
        {
            return server.Request.Lifetime;
        }

        return VirtualIommu.Of(server.Instance.Flavor, server.Instance.Image, host.Tracker.Facts.Hypervisor) is null
            ? lifetime
            : lifetime + (lifetime * cost);
    }
}
