namespace Simulator.Kernel;

/// <summary>Something that watches a model.</summary>
public interface IMonitor
{
    /// <summary>Raised after every change.</summary>
    event EventHandler? Updated;

    /// <summary>Whether new observations are taken.</summary>
    bool Active { get; set; }

    /// <summary>Name in summaries.</summary>
    string Name { get; }

    /// <summary>The statistics as text.</summary>
    string Summarize();
}
