using System.Diagnostics;

namespace Marginalia.Tests.Shared;

/// <summary>Headless Chromium without a network; <c>./kit test</c> installs it where it is missing.</summary>
internal static class Browser
{
    /// <summary>Opens a local page, lets its scripts run, and returns the document as it is then and what was written to the console.</summary>
    public static async Task<(string Document, string[] Console)> Open(string page)
    {
        using var profile = new TemporaryFolder();
        string[] options =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={profile.Path}", "--enable-logging=stderr", "--virtual-time-budget=10000",
            "--window-size=1200,900", "--dump-dom", new Uri(page).AbsoluteUri,
        ];
        using var process = Process.Start(new ProcessStartInfo("chromium", options) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var document = process.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"Chromium did not open {page} within 90 s:\n{await error}");
        }

        return (await document, [.. (await error).Split('\n').Where(line => line.Contains("CONSOLE"))]);
    }
}
