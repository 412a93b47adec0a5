using System.Globalization;
using System.Text;
using CsCheck;
using Model.Pci;
using Testing;
using Xunit;

namespace Model.Tests.Pci;

/// <summary>
/// Goal: the tracker behaves as its specification in every sequence of events. Method: random hosts and lives; a naive tracker
/// lives the same life and must be in the same state after each step; in a steady life invariants must hold after each step.
/// </summary>
public sealed class PciTrackerModelTests
{
    [Fact]
    public void The_tracker_and_a_naive_one_agree_after_every_step() => TrackerScript.WildLife.Holds(
        life =>
        {
            PciDeviceSpecList specs = life.Specs;
            PciTracker tracker = new(specs, TrackerScript.Cells);
            NaiveTracker naive = new(specs, TrackerScript.Cells);
            foreach (TrackerScript.Step step in life.Steps)
            {
                if (step is TrackerScript.RestartStep restart)
                {
                    specs = restart.Specs ?? specs;
                    tracker = new PciTracker(specs, TrackerScript.Cells, tracker.Stored);
                    naive = new NaiveTracker(specs, TrackerScript.Cells, naive);
                }
                else
                {
                    string ours = Outcome(() => step.Run(tracker));
                    string theirs = Outcome(() => step.Run(naive));
                    Assert.Equal(theirs, ours);
                }

                Assert.Equal(Show(naive), Show(tracker));
            }
        },
        iter: 400,
        print: Print);

    [Fact]
    public void Owners_relatives_and_pools_stay_consistent_in_a_steady_life() => TrackerScript.SteadyLife.Holds(
        life =>
        {
            PciTracker tracker = new(life.Specs, TrackerScript.Cells);
            foreach (TrackerScript.Step step in life.Steps)
            {
                _ = Outcome(() => step.Run(tracker));
                CheckInvariants(tracker);
            }
        },
        iter: 400,
        print: Print);

    private static void CheckInvariants(PciTracker tracker)
    {
        foreach (PciDevice device in tracker.Devices)
        {
            bool inUse = device.Status is PciDeviceStatus.Claimed or PciDeviceStatus.Allocated;
            Assert.True(inUse == device.InstanceUuid is not null, $"{device} is owned by {device.InstanceUuid ?? "nobody"}");
            if (inUse)
            {
                Assert.All(device.Children, child => Assert.Null(child.InstanceUuid));
                Assert.Null(device.Parent?.InstanceUuid);
                Assert.False(tracker.Stats.IsFree(device), $"{device} is in a pool");
            }
        }

        List<PciDevice> free = [.. tracker.Stats.Pools.SelectMany(pool => pool.Devices)];
        Assert.Equal(free.Count, free.Distinct().Count());
        Assert.Equal(free.Count, tracker.Stats.FreeCount);
        Assert.All(tracker.Stats.Pools, pool => Assert.Equal(pool.Count, pool.Devices.Count));
        Assert.All(free, device => Assert.Equal(PciDeviceStatus.Available, device.Status));
    }

    private static string Outcome(Func<string> action)
    {
        try
        {
            return action();
        }
        catch (NovaException refusal)
        {
            return refusal.Name;
        }
    }

    private static string Show(PciTracker tracker)
    {
        StringBuilder text = new();
        foreach (PciDevice device in tracker.Devices)
        {
            string owner = $"{device.InstanceUuid} {device.RequestId}";
            text.AppendLine(CultureInfo.InvariantCulture, $"{device.Address} {device.Status.ToName()} {owner}");
        }

        foreach (PciPool pool in tracker.Stats.Pools)
        {
            IEnumerable<string> keys = pool.Properties.Items.Select(item =>
                $"{item.Key}={(item.Key == "numa_node" && item.Value.Text is not null ? "#" : null)}{item.Value.Text}");
            text.AppendLine(Line(keys, pool.Count, pool.Devices.Select(device => device.Address)));
        }

        return text.ToString();
    }

    private static string Show(NaiveTracker tracker)
    {
        StringBuilder text = new();
        foreach (NaiveTracker.Device device in tracker.Devices)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{device.Facts.Address} {device.Status} {device.Owner} {device.Request}");
        }

        foreach (NaiveTracker.Pool pool in tracker.Pools)
        {
            IEnumerable<string> keys = pool.Keys.Select(pair => $"{pair.Key}={pair.Value}");
            text.AppendLine(Line(keys, pool.Count, pool.Devices.Select(device => device.Facts.Address)));
        }

        return text.ToString();
    }

    private static string Line(IEnumerable<string> keys, int count, IEnumerable<string> addresses) => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(' ', keys.Order(StringComparer.Ordinal))}: {count} of {string.Join(' ', addresses)}");

    private static string Print((PciDeviceSpecList Specs, List<TrackerScript.Step> Steps) life) => string.Join(
        Environment.NewLine, life.Steps.Select(step => step.ToString()));
}
