using CsCheck;
using Model.Numa;
using Testing;
using Xunit;

namespace Model.Tests.Numa;

/// <summary>
/// Goal: the fast fit answers as the readable one, and what it answers is sound. Method: random hosts and guests, several
/// candidates in a row on one host, since a try leaves marks for the next.
/// </summary>
public sealed class NumaFitTests
{
    private const int Tries = 5_000;

    private static readonly Gen<(
        HostNumaTopology Host, InstanceNumaTopology Guest, NumaLimits? Limits, NumaGenerators.Devices?[] Candidates, bool Packs)> Case =
        Gen.Select(NumaGenerators.Host, NumaGenerators.Guest, NumaGenerators.Limits, NumaGenerators.Candidates, Gen.Bool);

    [Fact]
    public void The_fast_fit_answers_as_the_readable_one_candidate_by_candidate()
    {
        NumaFitter fast = new();
        Case.Holds(
            one =>
            {
                ReferenceNumaFit readable = new(one.Guest);
                fast.Start(one.Host, one.Guest, new NumaFitOptions(one.Limits, one.Candidates[0], one.Packs));
                foreach (NumaGenerators.Devices? candidate in one.Candidates)
                {
                    InstanceNumaTopology? expected = readable.Fit(one.Host, new NumaFitOptions(one.Limits, candidate, one.Packs));
                    Assert.Equal(expected, fast.Fit(candidate));
                }
            },
            iter: Tries);
    }

    [Fact]
    public void Guests_placed_one_after_another_never_share_a_pinned_CPU_and_leave_no_trace_when_removed()
    {
        int placed = 0;
        Gen.Select(NumaGenerators.Host, NumaGenerators.Guest.Array[1, 6]).Holds(
            (host, guests) =>
            {
                List<(HostNumaTopology Before, InstanceNumaTopology Guest)> history = [];
                HostNumaTopology now = host;
                CpuSet taken = CpuSet.Empty;
                foreach (InstanceNumaTopology guest in guests)
                {
                    if (!CanBook(now) || NumaFitter.FitOnce(now, guest, default) is not { } fitted)
                    {
                        continue;
                    }

                    // Nova's cache can leave a cell of a larger guest with the pinning of another cell, or with none.
                    if (!IsSound(now, fitted))
                    {
                        Assert.True(fitted.Cells.Length > 1);
                        continue;
                    }

                    if (!TryBook(now, fitted, out HostNumaTopology after))
                    {
                        continue;
                    }

                    CpuSet own = fitted.PinnedHostCpus.Union(fitted.Cells[0].CpusetReserved);
                    Assert.False(taken.Overlaps(own), $"{own} overlaps {taken}");
                    taken = taken.Union(own);
                    history.Add((now, fitted));
                    now = after;
                    placed++;
                }

                foreach ((HostNumaTopology before, InstanceNumaTopology guest) in Enumerable.Reverse(history))
                {
                    now = NumaUsage.Remove(now, guest);
                    Assert.Equal(before, now);
                }
            },
            iter: Tries);
        Assert.True(placed > Tries / 4, $"only {placed} guests were placed");
    }

    [Fact]
    public void A_refusal_tells_a_reason_for_every_arrangement_and_a_fit_none_for_its_own()
    {
        Case.Holds(
            one =>
            {
                List<NumaFitFailure> failures = [];
                InstanceNumaTopology? fitted = new ReferenceNumaFit(one.Guest)
                    .Fit(one.Host, new NumaFitOptions(one.Limits, one.Candidates[0], one.Packs), failures);
                Assert.True(fitted is not null || failures.Count > 0);
                Assert.All(failures, static failure => Assert.NotEmpty(failure.ToString()));
            },
            iter: Tries / 10);
    }

    private static bool CanBook(HostNumaTopology host) => host.Cells.All(static cell => !cell.Mempages.IsEmpty);

    /// <summary>Booking an isolated guest takes whole cores, and fails when its emulator's CPU is on a core that others use.</summary>
    private static bool TryBook(HostNumaTopology host, InstanceNumaTopology guest, out HostNumaTopology after)
    {
        after = host;
        try
        {
            after = NumaUsage.Add(host, guest);
            return true;
        }
        catch (NovaException refusal)
        {
            Assert.Equal("CPUPinningInvalid", refusal.Name);
            Assert.Contains(guest.Cells, static cell => cell.CpuThreadPolicy is CpuThreadPolicy.Isolate && !cell.CpusetReserved.IsEmpty);
            return false;
        }
    }

    /// <summary>Every pinned vCPU has its own CPU, which is free for pinning on the host cell that the guest cell is on.</summary>
    private static bool IsSound(HostNumaTopology host, InstanceNumaTopology fitted) => fitted.Cells.All(guest =>
    {
        CpuSet free = host.Cells.Single(cell => cell.Id == guest.Id).FreePcpus;
        CpuSet wanted = guest.IsPinned ? guest.Pcpuset : CpuSet.Empty;
        return guest.PinnedHostCpus.Union(guest.CpusetReserved).IsSubsetOf(free)
            && guest.CpuPinning.Length == guest.PinnedHostCpus.Count
            && wanted == CpuSet.Of([.. guest.CpuPinning.Select(static pin => pin.Vcpu)]);
    });
}
