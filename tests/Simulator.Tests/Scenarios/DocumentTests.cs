using System.Text;
using Model.Diagnostics;
using Simulator.Scenarios;
using Simulator.Scenarios.Documents;
using Xunit;

namespace Simulator.Tests.Scenarios;

/// <summary>YAML to nodes: places, what is refused, and the limits.</summary>
public sealed class DocumentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DiagnosticBag bag = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_value_knows_its_place()
    {
        MappingNode root = (MappingNode)YamlReader.Read("f.yaml", "a: 1\nb:\n  - 'x'\n  - { c: d }\n", bag)!;
        SequenceNode list = (SequenceNode)root.Entries[1].Value;
        Assert.Equal("f.yaml:1:4", root.Entries[0].Value.Position.ToString());
        Assert.Equal("f.yaml:3:5", list.Items[0].Position.ToString());
        Assert.Equal("f.yaml:4:7", ((MappingNode)list.Items[1]).Entries[0].Key.Position.ToString());
    }

    [Fact]
    public void The_lines_of_a_block_know_their_place()
    {
        MappingNode root = (MappingNode)YamlReader.Read("f.yaml", "a:\n  conf: |\n\n      [pci]\n      x = 1\n", bag)!;
        ScalarNode block = (ScalarNode)((MappingNode)root.Entries[0].Value).Entries[0].Value;
        Assert.Equal("\n[pci]\nx = 1\n", block.Value);
        Assert.Equal("f.yaml:5:7", block.ToSource().At(2, 0).ToString());
    }

    [Theory]
    [InlineData("a: [1, 2\nb: 3\n", "SIM0102")]
    [InlineData("a: b: c\n", "SIM0102")]
    [InlineData("", "SIM0102")]
    [InlineData("a: *nowhere\n", "SIM0102")]
    [InlineData("a: 1\nb: 2\na: 3\n", "SIM0103")]
    [InlineData("x: &x { a: 1 }\ny: { <<: *x, b: 2 }\n", "SIM0112")]
    [InlineData("a: !secret x\n", "SIM0112")]
    [InlineData("[a, b]: c\n", "SIM0112")]
    [InlineData("a: 1\n---\nb: 2\n", "SIM0112")]
    public void What_is_not_a_document_is_refused_with_its_place(string text, string code)
    {
        YamlReader.Read("f.yaml", text, bag);
        Diagnostic problem = Assert.Single(bag.Items);
        Assert.Equal(code, problem.Code);
        Assert.StartsWith("f.yaml", problem.Position.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_repeat_a_value()
    {
        MappingNode root = (MappingNode)YamlReader.Read("f.yaml", "a: &x [1, 2]\nb: *x\n", bag)!;
        Assert.Equal(root.Entries[0].Value, root.Entries[1].Value);
        Assert.Empty(bag.Items);
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_by_the_limit()
    {
        StringBuilder text = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++)
        {
            string aliases = string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10));
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{aliases}]\n");
        }

        Assert.Null(YamlReader.Read("f.yaml", text.ToString(), bag));
        Assert.Contains("5000000", Assert.Single(bag.Items).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused_by_the_limit()
    {
        Assert.Null(YamlReader.Read("f.yaml", new string('[', 10_000_000), bag));
        Assert.Contains("64 levels", Assert.Single(bag.Items).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_megabytes_of_junk_are_one_error()
    {
        byte[] junk = new byte[10 << 20];
        uint state = 1;
        for (int i = 0; i < junk.Length; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            junk[i] = (byte)(state >> 24);
        }

        string path = folder.Write("junk.yaml", junk);
        Assert.Null(new DocumentLoader(new InputFiles(bag), bag).Load(path));
        Assert.Equal("SIM0110", Assert.Single(bag.Items).Code);
        DiagnosticBag text = new();
        string letters = folder.Write("letters.yaml", [.. junk.Select(value => (byte)(32 + (value % 95)))]);
        Assert.Null(new DocumentLoader(new InputFiles(text), text).Load(letters));
        Assert.Single(text.Items);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_told()
    {
        DocumentLoader loader = new(new InputFiles(bag), bag);
        Assert.Null(loader.Load(folder.PathOf("nothing.yaml")));
        Assert.Null(loader.Load(folder.PathOf(".")));
        Assert.Equal(["SIM0110", "SIM0110"], bag.Items.Select(item => item.Code));
        Assert.Contains("there is no file", bag.Items[0].Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", bag.Items[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extending_merges_mappings_and_replaces_the_rest()
    {
        folder.Write("base.yaml", "a: 1\nm: { x: 1, y: 2, z: 3 }\nl: [1, 2]\n");
        string path = folder.Write("top.yaml", "extends: base.yaml\nm: { y: 5, z: ~ }\nl: [9]\nb: 2\n");
        Assert.Equal("{a: 1, m: {x: 1, y: 5}, l: [9], b: 2}", Show(new DocumentLoader(new InputFiles(bag), bag).Load(path)!));
        Assert.Empty(bag.Items);
    }

    [Fact]
    public void Including_joins_and_tells_conflicts()
    {
        folder.Write("part/flavors.yaml", "f: { a: 1 }\nl: [1]\nn: 1\n");
        string path = folder.Write("top.yaml", "include: [part/flavors.yaml]\nf: { b: 2 }\nl: [2]\nn: 2\n");
        Assert.Equal("{f: {b: 2, a: 1}, l: [1, 2], n: 2}", Show(new DocumentLoader(new InputFiles(bag), bag).Load(path)!));
        Assert.Equal(
            "top.yaml:4:1: error SIM0115: 'n' is also in the included file, at part/flavors.yaml:3:1",
            folder.Shorten(Assert.Single(bag.Items).ToString()));
    }

    [Fact]
    public void Circles_are_refused()
    {
        folder.Write("a.yaml", "extends: b.yaml\n");
        folder.Write("b.yaml", "include: a.yaml\n");
        new DocumentLoader(new InputFiles(bag), bag).Load(folder.PathOf("a.yaml"));
        Assert.Equal(
            "b.yaml:1:10: error SIM0114: files refer to each other in a circle: a.yaml → b.yaml → a.yaml",
            folder.Shorten(Assert.Single(bag.Items).ToString()));
    }

    [Theory]
    [InlineData("duration=2d", "{duration: 2d, hosts: [{n: a}, {n: b}], m: {x.y: 1}}")]
    [InlineData("hosts[1].n=c", "{duration: 1d, hosts: [{n: a}, {n: c}], m: {x.y: 1}}")]
    [InlineData("hosts[*].k=[1, 2]", "{duration: 1d, hosts: [{n: a, k: [1, 2]}, {n: b, k: [1, 2]}], m: {x.y: 1}}")]
    [InlineData("m.\"x.y\"=2", "{duration: 1d, hosts: [{n: a}, {n: b}], m: {x.y: 2}}")]
    [InlineData("new.key=a=b", "{duration: 1d, hosts: [{n: a}, {n: b}], m: {x.y: 1}, new: {key: a=b}}")]
    [InlineData("m.nova_conf.pci.alias={ }", "{duration: 1d, hosts: [{n: a}, {n: b}], m: {x.y: 1, nova_conf: [[pci]|alias = { }|]}}")]
    public void Overrides_change_a_document(string change, string expected)
    {
        Assert.Equal(expected, Show(Override.Apply(Base(), [change], bag)));
        Assert.Empty(bag.Items);
    }

    [Theory]
    [InlineData("duration")]
    [InlineData("=1")]
    [InlineData("hosts[2].n=c")]
    [InlineData("hosts.n=c")]
    [InlineData("duration.x=1")]
    [InlineData("duration[0]=1")]
    [InlineData("a.\"b=1")]
    [InlineData("m.x=[1")]
    public void Overrides_that_lead_nowhere_are_told(string change)
    {
        Assert.Equal(Show(Base()), Show(Override.Apply(Base(), [change], bag)));
        Assert.StartsWith($"--set {change}", Assert.Single(bag.Items).Position.File, StringComparison.Ordinal);
    }

    private static MappingNode Base() =>
        (MappingNode)YamlReader.Read("f", "duration: 1d\nhosts: [{ n: a }, { n: b }]\nm: { x.y: 1 }\n", new DiagnosticBag())!;

    private static string Show(Node node) => node switch
    {
        MappingNode mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{entry.Key.Value}: {Show(entry.Value)}"))}}}",
        SequenceNode list => $"[{string.Join(", ", list.Items.Select(Show))}]",
        ScalarNode scalar => scalar.Value.Replace('\n', '|'),
        _ => "?",
    };
}
