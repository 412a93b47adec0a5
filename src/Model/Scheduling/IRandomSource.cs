namespace Model.Scheduling;

/// <summary>Random choices that the caller makes for the model, which has no randomness of its own.</summary>
public interface IRandomSource
{
    /// <summary>A number of 0 … <paramref name="exclusiveMax"/> − 1, all equally likely.</summary>
    /// <param name="exclusiveMax">At least 1.</param>
    int NextInt(int exclusiveMax);
}
