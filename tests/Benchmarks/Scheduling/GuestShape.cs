namespace Benchmarks.Scheduling;

/// <summary>What the guest of a decision asks for.</summary>
public enum GuestShape
{
    /// <summary>CPUs, memory and disk.</summary>
    Plain,

    /// <summary>Also one virtual function, wherever it is.</summary>
    OneVf,

    /// <summary>Eight dedicated CPUs in one NUMA cell, with two GPUs near them.</summary>
    TwoPinnedGpus,
}
