namespace Simulator.Kernel;

internal static class Placeholder;
