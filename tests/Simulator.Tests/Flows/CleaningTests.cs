using Simulator.Metrics;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>One-time-use devices: cleaned on a notification, found by polling when it is lost, never free when nobody looks.</summary>
public sealed class CleaningTests
{
    [Theory]
    [InlineData("clean: 10 min", 1, 0)]
    [InlineData("clean: 10 min, lost: 100%", 0, 0)]
    [InlineData("clean: 10 min, lost: 100%, poll: 1h", 1, 1)]
    public void A_device_is_free_again_once_somebody_has_heard_of_it_and_cleaned_it(string policy, int cleaned, int polled)
    {
        RunResult result = CloudText.RunReported($$"""
            workload:
              - requests: [ { at: 1min, name: first, flavor: card, host: n1, lifetime: 10 min } ]
            device-cleaning: { {{policy}} }
            """, "controller.nova_conf.filter_scheduler.pci_in_placement=true");
        CleaningFigures figures = result.Summary.Cleaning;
        Assert.Equal((1, cleaned, polled), (figures.Returned, figures.Cleaned, figures.FoundByPolling));
        Assert.Equal(1 - cleaned, result.Providers.Single(row => row.Provider == "n1_0000:02:00.0").Reserved);
    }
}
