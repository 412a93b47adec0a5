using BenchmarkDotNet.Running;
using Benchmarks.Kernel;
using Benchmarks.Scheduling;
using Benchmarks.Placement;

if (args is ["kernel-quick", ..])
{
    return QuickTable.Print(Console.Out, args.Length > 1 ? args[1] : "");
}

if (args is ["placement-quick"])
{
    return PlacementQuickTable.Print(Console.Out);
}

if (args is ["scheduler-quick"])
{
    return SchedulerQuickTable.Print(Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
