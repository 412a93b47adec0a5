using Simulator.Commands;

using System.Threading.CancellationTokenSource interrupted = new();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl-C lets the run end early with complete files; a second one ends the process at once.
    pressed.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
};
Terminal terminal = new(Console.Out, Console.Error, !Console.IsOutputRedirected, interrupted.Token);
return CommandLine.Run(args, terminal);
