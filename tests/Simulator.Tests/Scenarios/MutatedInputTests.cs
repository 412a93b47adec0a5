using Model.Diagnostics;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Scenarios;

/// <summary>
/// Goal: no input makes the reader fail in any other way than by telling what is wrong. Method: valid scenarios with characters
/// removed, doubled, swapped and replaced at random places, from a fixed sequence.
/// </summary>
public sealed class MutatedInputTests : IDisposable
{
    private const string Letters = "{}[]:,-\"'#&*!|>%@ \n\tax019.~\\$=";
    private readonly TemporaryFolder folder = new();
    private ulong state = 42;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("quickstart.yaml")]
    [InlineData("guide/x520.yaml")]
    public void A_mutated_scenario_gives_a_scenario_or_errors(string file)
    {
        string valid = File.ReadAllText(Path.Combine(Repository.Root, "scenarios", file));
        for (int i = 0; i < 250; i++)
        {
            string text = valid;
            for (int change = Next(4); change >= 0; change--)
            {
                text = Mutate(text);
            }

            DiagnosticBag bag = new();
            string path = folder.Write("t.yaml", text);
            Exception? failure = Record.Exception(() => Assert.Equal(ScenarioLoader.Load(path, bag) is null, bag.HasErrors));
            Assert.True(failure is null, $"mutation {i}: {failure}\n{text}");
        }
    }

    private string Mutate(string text)
    {
        int at = Next(text.Length - 1);
        int length = Math.Min(1 + Next(12), text.Length - at);
        return Next(4) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(at, length)),
            2 => text.Insert(at, Letters[Next(Letters.Length)].ToString()),
            _ => text.Remove(at, 1).Insert(at, Letters[Next(Letters.Length)].ToString()),
        };
    }

    private int Next(int limit)
    {
        state = unchecked((state * 6364136223846793005) + 1442695040888963407);
        return (int)((state >> 33) % (ulong)limit);
    }
}
