using Simulator.Commands;
using Xunit;

namespace Simulator.Tests.Commands;

/// <summary>
/// Goal: a release, or an option that lifts a check, changes what becomes of servers. Method: scenarios of the guide hold as they are, and with
/// one value changed just the rows do not hold that this value decides.
/// </summary>
public sealed class ReleaseTests
{
    [Theory]
    [InlineData("managed.yaml", "release=2025.1", "")] // managed is heeded since 31.
    [InlineData("managed.yaml", "release=2024.2", "server first host == bound|server second state == error")]
    [InlineData("cold-sriov-13.yaml", "release=newton",
        "server direct status == ERROR|server direct fault == libvirtError|migration direct status == error")]
    [InlineData(
        "live-migrate-checks.yaml",
        "controller.nova_conf.workarounds.skip_hypervisor_version_check_on_lm=true",
        "server down host == new-1|operation live-migrate down error == NoValidHost|migration down status == error")]
    [InlineData("viommu.yaml", "viommu-cost=0", "server job-with state == active|server job-with ended_s >= 1680")]
    public void One_value_changes_the_rows_that_it_decides(string file, string change, string rows)
    {
        CommandRun run = CommandRun.Of("test", Path.Combine(Repository.Root, "scenarios", "guide", file), "--set", change);
        string[] wanted = rows.Length == 0 ? [] : rows.Split('|');
        Assert.Equal((wanted.Length == 0 ? ExitCodes.Ok : ExitCodes.NotMet, string.Empty), (run.Code, run.Error));
        string[] broken = [.. run.Out.Split('\n').Where(line => line.Contains(" failed ", StringComparison.Ordinal))];
        Assert.Equal(wanted.Length, broken.Length);
        Assert.All(wanted, row => Assert.Contains(broken, line => line.Contains(row, StringComparison.Ordinal)));
    }
}
