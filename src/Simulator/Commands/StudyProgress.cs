using Simulator.Studies;

namespace Simulator.Commands;

/// <summary>Counts finished runs, and prints a line every tenth once it is told how many there will be.</summary>
/// <param name="terminal">Where to print.</param>
internal sealed class StudyProgress(Terminal terminal)
{
    private int _wanted;
    private int _tenth;

    /// <summary>Finished runs.</summary>
    public int Done { get; private set; }

    /// <summary>Those of them that an earlier call had kept.</summary>
    public int Kept { get; private set; }

    /// <summary>Begins a round.</summary>
    /// <param name="wanted">Runs that there should be at its end, from the study's beginning.</param>
    public void Begin(int wanted)
    {
        _wanted = wanted;
        _tenth = 10 * Done / wanted;
    }

    /// <summary>Told of a finished run.</summary>
    public void Finished(Replication run, bool wasKept)
    {
        Done++;
        Kept += wasKept ? 1 : 0;
        int tenth = _wanted == 0 ? 0 : 10 * Done / _wanted;
        if (tenth > _tenth)
        {
            _tenth = tenth;
            terminal.Out.WriteLine(FormattableString.Invariant($"  {Done * 100 / _wanted,3}%  {Done:N0} of {_wanted:N0} runs"));
        }
    }
}
