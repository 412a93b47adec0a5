using Simulator.Metrics;
using Simulator.Reports;
using Xunit;

namespace Simulator.Tests.Reports;

/// <summary>
/// Goal: sentences that an operator can read aloud. Method: the sentences of runs of 0, 1 and many servers, and of known causes.
/// </summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData(0, 0, 3, "No server was asked for in 60 minutes on 3 hosts.")]
    [InlineData(1, 0, 1, "The one server asked for in 60 minutes was not refused, on 1 host.")]
    [InlineData(1, 1, 1, "The one server asked for in 60 minutes on 1 host was refused.")]
    [InlineData(2000, 0, 12, "None of the 2,000 servers asked for in 60 minutes was refused, on 12 hosts.")]
    [InlineData(2000, 1, 12, "Of 2,000 servers asked for in 60 minutes on 12 hosts, 1 was refused (0.1%).")]
    [InlineData(2000, 500, 12, "Of 2,000 servers asked for in 60 minutes on 12 hosts, 500 were refused (25.0%).")]
    public void The_first_sentence_counts_in_good_English(int requested, int failed, int hosts, string sentence) =>
        Assert.Equal(sentence, Verdict.Of(SampleRun.Counts(requested, failed, hosts))[0]);

    [Fact]
    public void A_single_cause_is_told_without_counting() =>
        Assert.Equal("The cause: no host had enough free memory.", Verdict.Of(SampleRun.Counts(5, 2, 1))[1]);

    [Fact]
    public void The_most_frequent_of_several_causes_is_told_with_its_count()
    {
        RunResult result = SampleRun.Counts(9, 3, 1);
        result = result with
        {
            Summary = result.Summary with
            {
                Failures = [new ReasonCount("placement", "no host has free PCPU", 2), new ReasonCount("api", "X: y", 1)],
            },
        };
        Assert.Equal("Most frequent cause, 2 of 3 refusals: no host had enough free dedicated CPUs.", Verdict.Of(result)[1]);
    }

    [Theory]
    [InlineData("no host has free VCPU", "no host had enough free vCPUs")]
    [InlineData("no host has free CUSTOM_PCI_10DE_20B5", "no host had enough free devices of the type NVIDIA A100 PCIe 80GB (10de:20b5)")]
    [InlineData("no host has enough DISK_GB + MEMORY_MB + VCPU at once",
        "no single host had enough free disk, memory and vCPUs at the same time")]
    [InlineData("no host has both CUSTOM_PCI_10DE_20B5 and MEMORY_MB + VCPU",
        "no single host had enough free NVIDIA A100 PCIe 80GB (10de:20b5) together with enough free memory and vCPUs")]
    [InlineData("PciPassthroughFilter: its free PCI devices serve the request with none of 2 allocation candidates",
        "no host left in the choice had the free PCI devices that were asked for")]
    [InlineData("RandomFilter: because", "every host left in the choice was ruled out by RandomFilter: because")]
    [InlineData("something unknown", "something unknown")]
    [InlineData("", "")]
    public void Causes_are_told_in_words(string reason, string words) => Assert.Equal(words, CauseWords.Of(reason));

    [Theory]
    [InlineData("CUSTOM_PCI_15B3_101E", "NVIDIA ConnectX-6 Dx-family virtual function (15b3:101e)")]
    [InlineData("15b3:101e", "NVIDIA ConnectX-6 Dx-family virtual function (15b3:101e)")]
    [InlineData("PCI 8086:154d type-PF", "PCI device 8086:154d physical function")]
    [InlineData("CUSTOM_PCI_WHATEVER", "CUSTOM_PCI_WHATEVER")]
    [InlineData("VGPU", "VGPU")]
    public void Resources_are_told_in_words(string resource, string words) => Assert.Equal(words, ResourceWords.Of(resource));

    [Theory]
    [InlineData(0, "0 seconds")]
    [InlineData(1, "1 second")]
    [InlineData(60, "1 minute")]
    [InlineData(5400, "90 minutes")]
    [InlineData(7200, "2 hours")]
    [InlineData(86_400 * 3, "3 days")]
    [InlineData(86_400 * 1500, "1,500 days")]
    public void Lengths_have_the_unit_that_a_person_would_choose(int seconds, string text) =>
        Assert.Equal(text, Verdict.Length(TimeSpan.FromSeconds(seconds)));
}
