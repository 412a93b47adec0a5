using System.Reflection;
using System.Text;
using System.Text.Json;
using Conformance.Tests.Harness;
using Xunit;
using Xunit.Abstractions;

namespace Conformance.Tests;

/// <summary>
/// Goal: our model answers as the recorded services did. Method: every line of every vector file is run; one test a
/// file; a category without an implementation, an unknown field or any difference is a failure, never a skip.
/// </summary>
public sealed class VectorTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, Type> Categories = Assembly.GetExecutingAssembly().GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IVectorCategory).IsAssignableFrom(type))
        .ToDictionary(type => ((IVectorCategory)Activator.CreateInstance(type)!).Name, StringComparer.Ordinal);

    /// <summary>One row a vector file.</summary>
    public static TheoryData<string, string> Files()
    {
        TheoryData<string, string> data = [];
        foreach ((string category, string file) in VectorFiles.All())
        {
            data.Add(category, Path.GetRelativePath(VectorFiles.Root, file));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_case_answers_as_recorded(string category, string file)
    {
        Assert.True(Categories.TryGetValue(category, out Type? type), $"no implementation for vector category '{category}'");
        IVectorCategory runner = (IVectorCategory)Activator.CreateInstance(type!)!;
        int passed = 0;
        int failed = 0;
        StringBuilder failures = new();
        foreach (JsonElement line in VectorFiles.Lines(Path.Combine(VectorFiles.Root, file)))
        {
            string id = line.TryGetProperty("id", out JsonElement value) ? value.ToString() : $"line {passed + failed + 1}";
            try
            {
                passed += runner.Run(line);
            }
            catch (Exception exception)
            {
                failed++;
                if (failed <= 12)
                {
                    string text = exception is ConformanceException ? exception.Message : exception.ToString();
                    failures.Append("\n  ").Append(id).Append(": ").Append(text);
                }
            }
        }

        string summary = $"{category}: {passed} passed, {failed} failed";
        output.WriteLine(summary);
        Console.WriteLine(summary);
        Assert.True(failed == 0, summary + failures);
        Assert.True(passed > 0, $"{category}: the file holds no case");
    }

    [Fact]
    public void The_folder_under_test_holds_vectors() =>
        Assert.True(VectorFiles.All().Count > 0, $"no vector file found in {VectorFiles.Root}");
}
