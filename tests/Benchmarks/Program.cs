using BenchmarkDotNet.Running;
using Benchmarks.Kernel;

if (args is ["kernel-quick", ..])
{
    return QuickTable.Print(Console.Out, args.Length > 1 ? args[1] : "");
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
