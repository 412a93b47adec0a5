using System.Text.Json;

namespace Conformance.Tests.Harness;

/// <summary>A category whose lines hold one case each: its <c>id</c>, an <c>input</c> and what is <c>expected</c> of it.</summary>
public abstract class SingleCaseCategory : IVectorCategory
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public int Run(JsonElement line)
    {
        CaseReader whole = new(line, "case");
        whole.Get("id");
        Run(whole.Member("input"), whole.Get("expected"));
        whole.AssertAllRead();
        return 1;
    }

    /// <summary>Runs the case and compares its whole answer. Must read every member of the input.</summary>
    /// <exception cref="ConformanceException">The answer differs, or a member is not understood.</exception>
    protected abstract void Run(CaseReader input, JsonElement expected);
}
