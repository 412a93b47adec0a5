using Xunit;

namespace Simulator.Tests.Tidy;

/// <summary>
/// Goal: the house rules hold everywhere, without anybody having to remember them. Method: every C# file of the
/// repository is read as text; the checker itself is tested on small samples.
/// </summary>
public sealed class TidyTests
{
    [Fact]
    public void The_source_tree_keeps_the_house_rules()
    {
        string root = Repository.Root;
        List<string> problems = [];
        foreach (string folder in new[] { "src", "tests" })
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            {
                string path = Path.GetRelativePath(root, file).Replace('\\', '/');
                if (!path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
                {
                    problems.AddRange(TidyChecker.Check(path, File.ReadAllText(file)));
                }
            }
        }

        problems.Sort(StringComparer.Ordinal);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void The_model_project_references_nothing_of_ours()
    {
        string project = File.ReadAllText(Path.Combine(Repository.Root, "src", "Model", "Model.csproj"));
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src/Model/A.cs", "var t = DateTime.UtcNow;", "wall clock")]
    [InlineData("src/Simulator/Flows/A.cs", "var r = new Random(3);", "unseeded randomness")]
    [InlineData("src/Simulator/Flows/A.cs", "Console.WriteLine(1);", "console output")]
    [InlineData("src/Model/A.cs", "using Simulator.Kernel;", "the model reaching up")]
    [InlineData("src/Model/A.cs", "float x = 1;", "single precision")]
    [InlineData("src/Model/A.cs", "Dictionary<int, int> map = new();\nforeach (var pair in map)", "hash table 'map'")]
    [InlineData("src/Model/A.cs", "private readonly HashSet<string> _seen = [];\nvar x = _seen.Select(y => y);", "hash table '_seen'")]
    public void An_offence_is_named(string path, string text, string name) =>
        Assert.Contains(TidyChecker.Check(path, text), problem => problem.Contains(name, StringComparison.Ordinal));

    [Theory]
    [InlineData("src/Model/A.cs", "// DateTime.Now is not used here")]
    [InlineData("src/Model/A.cs", "string s = \"Console.WriteLine\";")]
    [InlineData("src/Simulator/Commands/A.cs", "Console.WriteLine(1);")]
    [InlineData("src/Model/A.cs", "Dictionary<int, int> map = new();\n// order-free: sums only\nforeach (var pair in map)")]
    [InlineData("src/Model/A.cs", "Dictionary<int, int> map = new();\nforeach (var pair in map.OrderBy(p => p.Key))")]
    public void Innocent_text_passes(string path, string text) => Assert.Empty(TidyChecker.Check(path, text));

    [Fact]
    public void A_long_method_is_named()
    {
        string text = "    void M()\n    {\n" + string.Concat(Enumerable.Repeat("        x++;\n", 71)) + "    }\n";
        Assert.Contains(TidyChecker.Check("src/Model/A.cs", text), problem => problem.Contains("71 lines", StringComparison.Ordinal));
    }
}
