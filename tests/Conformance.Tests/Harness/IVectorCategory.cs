using System.Text.Json;

namespace Conformance.Tests.Harness;

/// <summary>
/// One kind of vector file. Implementations have a public parameterless constructor and are found by reflection.
/// </summary>
public interface IVectorCategory
{
    /// <summary>The folder and file name without extension, for example <c>nova/device_spec</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Runs one line of the file and returns how many cases it held (1, or more where a line holds several queries).
    /// Must read every member of the line, or throw.
    /// </summary>
    /// <exception cref="ConformanceException">The answer differs, or a member is not understood.</exception>
    int Run(JsonElement line);
}
