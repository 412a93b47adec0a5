using Simulator.Tests.Topologies;
using Xunit;
using Xunit.Abstractions;

namespace Simulator.Tests.Reports;

/// <summary>A headless Chromium that loads a page with a few lines of script added, and prints the document afterwards.</summary>
internal static class Browser
{
    /// <summary>
    /// Counts what is wider than a phone's screen and does not scroll by itself. A browser window cannot be made as narrow as a phone; the width of
    /// the body can.
    /// </summary>
    public const string CountWide = "document.body.style.width='390px';document.title='wide:'"
        + "+Array.from(document.querySelectorAll('body *')).filter(function(e){return !e.closest('.scroll')"
        + "&&e.getBoundingClientRect().right>document.body.getBoundingClientRect().right+1}).length;";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The document after the script has run, or null, with a reason, where there is no browser.</summary>
    public static string? Load(Func<string> page, string script, ITestOutputHelper output)
    {
        string? browser = Names.SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (browser is null)
        {
            output.WriteLine("not tested: no Chromium is installed");
            return null;
        }

        using Scenarios.TemporaryFolder folder = new();
        string file = folder.PathOf("report.html");
        File.WriteAllText(file, page().Replace("</body>", $"<script>{script}</script></body>", StringComparison.Ordinal));
        string document = RealTool.Run(
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", $"--user-data-dir={folder.PathOf("profile")}", "--dump-dom", $"file://{file}")!;
        Assert.NotEqual("", document);
        return document;
    }
}
