using Model.Scheduling;
using Xunit;

namespace Model.Tests.Scheduling;

/// <summary>Goal: loose values are read, shown and compared as Python does it. Method: texts whose Python results are known.</summary>
public sealed class LooseValueTests
{
    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("1E5", "100000.0")]
    [InlineData("1e15", "1000000000000000.0")]
    [InlineData("1e16", "1e+16")]
    [InlineData("1e23", "1e+23")]
    [InlineData("1.5e300", "1.5e+300")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("1.25e-7", "1.25e-07")]
    [InlineData("123456789.123456789", "123456789.12345679")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("1e400", "inf")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("[NaN, -Infinity, {\"a\": null}]", "[nan, -inf, {'a': None}]")]
    [InlineData(" {\"a\": 1, \"a\": \"it's\"} ", "{'a': \"it's\"}")]
    public void A_text_is_read_and_shown(string json, string shown)
    {
        Assert.True(LooseJson.TryParse(json, out object? value));
        Assert.Equal(shown, LooseValue.ToText(value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1 x")]
    [InlineData("{\"a\":1,}")]
    [InlineData("[1,]")]
    [InlineData("{'a': 1}")]
    [InlineData("\"a\tb\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"open")]
    [InlineData("[1")]
    [InlineData("nul")]
    public void A_text_that_is_not_JSON_is_refused(string text) => Assert.False(LooseJson.TryParse(text, out _));

    [Theory]
    [InlineData("9007199254740993", "9007199254740992.0", 1)]
    [InlineData("9007199254740992.0", "9007199254740993", -1)]
    [InlineData("100000000000000000000", "1e20", 0)]
    [InlineData("true", "1.0", 0)]
    [InlineData("1", "1.5", -1)]
    [InlineData("Infinity", "99999999999999999999", 1)]
    public void Numbers_are_compared_exactly(string left, string right, int order)
    {
        Assert.True(LooseJson.TryParse(left, out object? one));
        Assert.True(LooseJson.TryParse(right, out object? other));
        Assert.Equal(order, Math.Sign(LooseValue.Compare(one, other)!.Value));
        Assert.Equal(order == 0, LooseValue.AreEqual(one, other));
    }

    [Fact]
    public void Nothing_compares_with_what_is_no_number()
    {
        Assert.True(LooseJson.TryParse("NaN", out object? none));
        Assert.Null(LooseValue.Compare(none, 1L));
        Assert.False(LooseValue.AreEqual(none, none));
    }
}
