using CsCheck;
using Model.Configuration;
using Model.Scheduling.Policies;
using Testing;
using Xunit;

namespace Model.Tests.Scheduling.Fast;

/// <summary>
/// Goal: a decision from the table of hosts is the decision of the reference path, whatever happened before and happens meanwhile. Method:
/// two equal clouds play the same random script – claims, releases, changes of hosts, inventories, traits, aggregates and providers, stale
/// views, refused claims – one with the fast path and one without; what they write down must be equal line by line.
/// </summary>
public sealed class FastPathTests
{
    private static readonly Gen<(int Kind, int A, int B)> Step = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 999], Gen.Int[0, 9999]);

    private static readonly Gen<double> Multiplier =
        Gen.Frequency((8, Gen.Int[0, 4].Select(n => new[] { 0.0, 1.0, -1.0, 0.5, 3.7 }[n])), (1, Gen.Const(double.PositiveInfinity)));

    private static readonly Gen<NovaOptions> Options = Gen.Select(Multiplier.Array[6], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Bool).Select(
        (multipliers, limit, filters, reportsDevices) => new NovaOptions
        {
            Scheduler = new SchedulerOptions { MaxPlacementResults = new[] { 3, 10, 1000 }[limit], MaxAttempts = 3 },
            FilterScheduler = new FilterSchedulerOptions
            {
                PciInPlacement = reportsDevices,
                EnabledFilters =
                [
                    .. new FilterSchedulerOptions().EnabledFilters,
                    .. filters > 0 ? new[] { "PciPassthroughFilter", "NUMATopologyFilter" } : [],
                    .. filters == 3 ? new[] { PolicyRegistry.Prefix + "KeepPfsWholeFilter" } : [],
                    .. filters > 1 ? new[] { "IoOpsFilter", "NumInstancesFilter" } : [],
                ],
                RamWeightMultiplier = multipliers[0],
                CpuWeightMultiplier = multipliers[1],
                NumInstancesWeightMultiplier = multipliers[2],
                HypervisorVersionWeightMultiplier = multipliers[3],
                BuildFailureWeightMultiplier = multipliers[4],
                PciWeightMultiplier = multipliers[5],
            },
        });

    [Fact]
    public void The_table_decides_as_the_reference_path_does()
    {
        int fromTable = 0;
        int withGroups = 0;
        Gen.Select(Gen.Int[0, 999].Array[1, 150], Options, Step.Array[1, 40]).Holds(
            (hosts, options, script) =>
            {
                TwinCloud fast = new(hosts, options, isFast: true);
                TwinCloud reference = new(hosts, options, isFast: false);
                foreach ((int Kind, int A, int B) step in script)
                {
                    fast.Play(step);
                    reference.Play(step);
                    Assert.Equal(reference.Lines, fast.Lines);
                    fast.Lines.Clear();
                    reference.Lines.Clear();
                }

                Interlocked.Add(ref fromTable, fast.FromTable);
                Interlocked.Add(ref withGroups, fast.WithGroups);
            },
            iter: 400);

        Assert.True(fromTable > 1000, $"only {fromTable} decisions came from the table");
        Assert.True(withGroups > 100, $"only {withGroups} of them were for devices in Placement");
    }
}
