using CsCheck;
using Model.Numa;
using Xunit;

namespace Model.Tests.Numa;

/// <summary>
/// Goal: the fast fit answers as the readable one, and what it answers is sound. Method: random hosts and guests, several
/// candidates in a row on one host, since a try leaves marks for the next.
/// </summary>
public sealed class NumaFitTests
{
    private const int Tries = 20_000;

    private static readonly Gen<(HostNumaTopology Host, InstanceNumaTopology Guest, NumaLimits? Limits, NumaGenerators.Devices?[] Candidates, bool Packs)> Case =
        Gen.Select(NumaGenerators.Host, NumaGenerators.Guest, NumaGenerators.Limits, NumaGenerators.Candidates, Gen.Bool);

    [Fact]
    public void The_fast_fit_answers_as_the_readable_one_candidate_by_candidate()
    {
        NumaFitter fast = new();
        Case.Sample(
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
            iter: Tries, threads: 1);
    }

    [Fact]
    public void Guests_placed_one_after_another_never_share_a_pinned_CPU_and_leave_no_trace_when_removed()
    {
        int placed = 0;
        Gen.Select(NumaGenerators.Host, NumaGenerators.Guest.Array[1, 6]).Sample(
            (host, guests) =>
            {
                List<(HostNumaTopology Before, InstanceNumaTopology Guest)> history = [];
                HostNumaTopology now = host;
                CpuSet taken = CpuSet.Empty;
                foreach (InstanceNumaTopology guest in guests)
                {
                    if (NumaFitter.FitOnce(now, guest, default) is not { } fitted || !TryBook(now, fitted, out HostNumaTopology after))
                    {
                        continue;
                    }

                    AssertSound(now, fitted);
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
            iter: Tries, threads: 1);
        Assert.True(placed > Tries / 4, $"only {placed} guests were placed");
    }

    [Fact]
    public void A_refusal_tells_a_reason_for_every_arrangement_and_a_fit_none_for_its_own()
    {
        Case.Sample(
            one =>
            {
                List<NumaFitFailure> failures = [];
                InstanceNumaTopology? fitted = new ReferenceNumaFit(one.Guest)
                    .Fit(one.Host, new NumaFitOptions(one.Limits, one.Candidates[0], one.Packs), failures);
                Assert.True(fitted is not null || failures.Count > 0);
                Assert.All(failures, static failure => Assert.NotEmpty(failure.ToString()));
            },
            iter: Tries / 10, threads: 1);
    }

    /// <summary>Nova's cache can leave a cell's pinning on another host cell than the cell's; booking refuses such a guest.</summary>
    private static bool TryBook(HostNumaTopology host, InstanceNumaTopology guest, out HostNumaTopology after)
    {
        after = host;
        if (host.Cells.Any(static cell => cell.Mempages.IsEmpty))
        {
            return false;
        }

        try
        {
            after = NumaUsage.Add(host, guest);
            return true;
        }
        catch (NovaException refusal)
        {
            Assert.True(guest.Cells.Length > 1);
            Assert.Contains(refusal.Name, (string[])["CPUPinningUnknown", "CPUPinningInvalid"]);
            return false;
        }
    }

    /// <summary>Every pin is on a free CPU for pinning of its cell, and a guest of one cell has one for each pinned vCPU.</summary>
    private static void AssertSound(HostNumaTopology host, InstanceNumaTopology fitted)
    {
        foreach (InstanceNumaCell guest in fitted.Cells)
        {
            HostNumaCell cell = host.Cells.Single(cell => cell.Id == guest.Id);
            Assert.True(guest.PinnedHostCpus.Union(guest.CpusetReserved).IsSubsetOf(cell.FreePcpus));
            Assert.Equal(guest.CpuPinning.Length, guest.PinnedHostCpus.Count);
            if (fitted.Cells.Length == 1)
            {
                Assert.Equal(guest.IsPinned ? guest.Pcpuset : CpuSet.Empty, CpuSet.Of([.. guest.CpuPinning.Select(pin => pin.Vcpu)]));
            }
        }
    }
}
