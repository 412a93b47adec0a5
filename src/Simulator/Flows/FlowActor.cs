using System.Text;

namespace Simulator.Flows;

/// <summary>Who does something: an operation on a server.</summary>
/// <param name="Flow">The flow's class.</param>
/// <param name="Server">The server's name.</param>
internal sealed record FlowActor(Type Flow, string Server)
{
    /// <summary>The actor of an operation's steps, which are a method of the flow.</summary>
    public static FlowActor Of(IEnumerable<Event> steps, Server server) => new(steps.GetType().DeclaringType ?? steps.GetType(), server.Record.Name);

    /// <summary>The flow in words, and the server: "live migration of web-1".</summary>
    public override string ToString()
    {
        string name = Flow.Name.EndsWith("Flow", StringComparison.Ordinal) ? Flow.Name[..^"Flow".Length] : Flow.Name;
        StringBuilder words = new();
        foreach (char letter in name)
        {
            words.Append(char.IsUpper(letter) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(letter));
        }

        return words.Append(" of ").Append(Server).ToString();
    }
}
