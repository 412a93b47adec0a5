using System.Text.Json.Nodes;
using Model;

namespace Conformance.Tests.Nova.EndToEnd;

/// <summary>What one operation brought besides a new state.</summary>
/// <param name="Http"><c>ok</c> or the status of a refusal.</param>
/// <param name="Refusal">The API's refusal, or null.</param>
/// <param name="StartError">Why a compute service refused to start, or null.</param>
/// <param name="Calls">Asynchronous calls that ended with an error.</param>
/// <param name="Scheduling">What the scheduler saw and chose, each time it was asked.</param>
internal sealed record StepResult(string Http, NovaException? Refusal, NovaException? StartError, JsonArray Calls, JsonArray Scheduling);
