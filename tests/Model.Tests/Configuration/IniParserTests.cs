using Model.Configuration;
using Model.Diagnostics;
using Xunit;

namespace Model.Tests.Configuration;

/// <summary>
/// The expected values of this class were obtained by handing the same texts to oslo.config 9.0.0 and printing the option's value.
/// </summary>
public sealed class IniParserTests
{
    [Theory]
    [InlineData("[s]\nk = a\n  b\n\n", "a\nb")]
    [InlineData("[s]\nk = \"q\"", "q")]
    [InlineData("[s]\nk = \"\n", "")]
    [InlineData("[s]\nk = \"a\"\n \"b\"\n", "a\n\"b\"")]
    [InlineData("[s]\nk=\"a'\n", "\"a'")]
    [InlineData("[s]\nk: a=b\n", "a=b")]
    [InlineData("[s]\nk= a:b # not a comment\n", "a:b # not a comment")]
    [InlineData("[s]\nk=a\n  # x\n", "a\n# x")]
    [InlineData("[s]\nk=\n  a\n\tb\n", "\na\nb")]
    [InlineData("[s]\rk=1\r", "1")]
    [InlineData("[s]\r\nk = 1 \r\n", "1")]
    [InlineData("[s]\nk=a\u000bb\n", "a\u000bb")]
    [InlineData("[s]\nk=", "")]
    [InlineData("# c\n; c\n[s]\nk=1\n[t]\nx=2", "1")]
    public void A_value_reads_as_oslo_config_reads_it(string text, string value)
    {
        DiagnosticBag bag = new();
        IniDocument document = IniParser.Parse(new SourceText("f", text), bag);
        Assert.Empty(bag.Items);
        Assert.Equal(("s", "k", value), (document.Entries[0].Section, document.Entries[0].Key, document.Entries[0].Value.Text));
    }

    [Theory]
    [InlineData("s=1\n", "f:1:1")]
    [InlineData("[fs] # c\ns=1", "f:1:1", "f:2:1")]
    [InlineData("[]\n", "f:1:1")]
    [InlineData("[fs]\ns\n", "f:2:1")]
    [InlineData("[fs]\n=1\n", "f:2:1")]
    [InlineData(" x=1\n", "f:1:2")]
    [InlineData("[fs]\ns=a\n# c\n b\n", "f:4:2")]
    [InlineData("[fs]\ns=a\n\n b\n", "f:4:2")]
    [InlineData("[fs]\ns\nt\nu=1", "f:2:1", "f:3:1")]
    public void What_oslo_config_refuses_is_an_error_and_all_are_told(string text, params string[] positions)
    {
        DiagnosticBag bag = new();
        IniParser.Parse(new SourceText("f", text), bag);
        Assert.Equal(positions, bag.Items.Select(item => item.Position.ToString()));
        Assert.All(bag.Items, item => Assert.Equal(ConfigurationCodes.Syntax, item.Code));
    }

    [Fact]
    public void Each_character_of_a_value_has_its_place_also_inside_another_file()
    {
        SourceText source = new("cloud.yaml", "[pci]\nalias = \"{ 'a':\n     1 }\n", FirstLine: 8, Indent: 4);
        ConfiguredText value = IniParser.Parse(source, new DiagnosticBag()).Entries[0].Value;
        Assert.Equal("\"{ 'a':\n1 }", value.Text);
        Assert.Equal("cloud.yaml:9:5", value.KeyPosition.ToString());
        Assert.Equal("cloud.yaml:9:13", value.Position.ToString());
        Assert.Equal("cloud.yaml:9:16", value.PositionOf(3).ToString());
        Assert.Equal("cloud.yaml:10:10", value.PositionOf(8).ToString());
        Assert.Equal("cloud.yaml:10:13", value.PositionOf(99).ToString());
    }
}
