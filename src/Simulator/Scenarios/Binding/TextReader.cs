namespace Simulator.Scenarios.Binding;

/// <summary>Turns a text into a value, or says what is wrong with it; the value means nothing after a problem.</summary>
/// <typeparam name="T">What it becomes.</typeparam>
public delegate bool TextReader<T>(string text, out T value, out string problem);
