using System.ComponentModel;
using System.Diagnostics;

namespace Simulator.Tests.Topologies;

/// <summary>Runs lspci and lstopo where they are installed (Debian packages pciutils and hwloc-nox).</summary>
internal static class RealTool
{
    /// <summary>Standard output, or null when the tool is not installed; a failure fails the test.</summary>
    public static string? Run(string tool, params string[] arguments)
    {
        ProcessStartInfo start = new(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {error.Result}");
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
