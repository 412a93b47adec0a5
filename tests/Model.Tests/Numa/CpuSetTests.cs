using CsCheck;
using Model.Numa;
using Testing;
using Xunit;

namespace Model.Tests.Numa;

/// <summary>Goal: CPU sets behave as sets of numbers. Method: the same operations on sorted sets.</summary>
public sealed class CpuSetTests
{
    private static readonly Gen<int[]> Numbers = Gen.OneOf(Gen.Int[0, 20], Gen.Int[0, 1100]).Array[0, 12];

    [Fact]
    public void Operations_agree_with_sorted_sets() => Gen.Select(Numbers, Numbers).Holds((left, right) =>
    {
        SortedSet<int> leftSet = [.. left];
        SortedSet<int> rightSet = [.. right];
        CpuSet leftCpus = CpuSet.Of(left);
        CpuSet rightCpus = CpuSet.Of(right);
        Assert.Equal(leftSet, leftCpus.ToArray());
        Assert.Equal(leftSet.Count, leftCpus.Count);
        Assert.Equal(leftSet.Count == 0, leftCpus.IsEmpty);
        Assert.Equal(leftSet.Count == 0 ? -1 : leftSet.Max, leftCpus.Last);
        Assert.Equal(leftSet.Union(rightSet).Order(), leftCpus.Union(rightCpus).ToArray());
        Assert.Equal(leftSet.Intersect(rightSet), leftCpus.Intersect(rightCpus).ToArray());
        Assert.Equal(leftSet.Except(rightSet), leftCpus.Except(rightCpus).ToArray());
        Assert.Equal(leftSet.Overlaps(rightSet), leftCpus.Overlaps(rightCpus));
        Assert.Equal(leftSet.IsSubsetOf(rightSet), leftCpus.IsSubsetOf(rightCpus));
        Assert.Equal(leftSet.Intersect(rightSet).Count(), leftCpus.CountCommon(rightCpus));
        Assert.Equal(leftSet.SetEquals(rightSet), leftCpus == rightCpus);
        Assert.All(right, cpu => Assert.Equal(leftSet.Contains(cpu), leftCpus.Contains(cpu)));
    });

    [Fact]
    public void The_text_of_a_set_reads_as_that_set() =>
        Numbers.Holds(numbers => Assert.Equal(CpuSet.Of(numbers), CpuSpec.Parse(CpuSet.Of(numbers).ToString())));

    [Theory]
    [InlineData("", "")]
    [InlineData("1-4,^3,6", "1-2,4,6")]
    [InlineData(" 3 , ,^2, 1 - 3", "1,3")]
    [InlineData("^0-1", "")]
    [InlineData("+1,1_0", "1,10")]
    public void Text_is_read_as_Nova_reads_it(string text, string expected) => Assert.Equal(expected, CpuSpec.Parse(text).ToString());

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("3-1")]
    [InlineData("^")]
    [InlineData("1-2-3")]
    [InlineData("99999999999")]
    public void Other_text_is_refused(string text) => Assert.Equal("Invalid", Assert.Throws<NovaException>(() => CpuSpec.Parse(text)).Name);

    [Fact]
    public void Numbers_outside_the_limits_are_a_programmer_s_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CpuSet.Of(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CpuSet.Of(CpuSet.CpuMax + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CpuSet.Range(CpuSet.CpuMax, 2));
    }
}
