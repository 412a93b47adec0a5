using Simulator.Commands;

namespace Simulator.Tests.Commands;

/// <summary>A command as a user would give it, with what it answered.</summary>
internal sealed record CommandRun(int Code, string Out, string Error)
{
    public static CommandRun Of(params string[] arguments) => Of(new StringWriter(), default, arguments);

    public static CommandRun Of(StringWriter output, CancellationToken interrupted, params string[] arguments)
    {
        using StringWriter error = new();
        int code = CommandLine.Run(arguments, new Terminal(output, error, IsInteractive: false, interrupted));
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
