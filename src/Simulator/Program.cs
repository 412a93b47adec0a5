using System.Runtime.InteropServices;
using Simulator.Commands;

using System.Threading.CancellationTokenSource interrupted = new();

// The first Ctrl-C, or a service manager's or CI system's wish to stop, lets the run end early with complete files; a second one ends the
// process at once.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
}

using PosixSignalRegistration pressed = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using PosixSignalRegistration asked = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
Terminal terminal = new(Console.Out, Console.Error, !Console.IsOutputRedirected, interrupted.Token);
return CommandLine.Run(args, terminal);
