namespace Simulator.Expectations;

/// <summary>One thing an expectation may ask of a row of the results.</summary>
/// <typeparam name="T">The kind of row.</typeparam>
/// <param name="Name">Its name in <c>expect:</c>.</param>
/// <param name="Read">Reads it as text: numbers culture-invariant, nothing as an empty text.</param>
internal sealed record Fact<T>(string Name, Func<T, string> Read)
{
    /// <summary>Whether it is a number, or empty where there is none.</summary>
    public bool IsNumber { get; init; }

    /// <summary>All values it can have; null where that is not known.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>A fact that is a number.</summary>
    public static Fact<T> Number(string name, Func<T, double?> read) =>
        new(name, row => read(row) is { } number ? FactText.Of(number) : string.Empty) { IsNumber = true };
}
