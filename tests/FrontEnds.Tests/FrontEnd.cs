using System.Reflection;
using Marginalia.Kit.Machine;
using Microsoft.Playwright;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Marginalia.FrontEnds.Tests;

/// <summary>Jupyter as kit lab starts it, and a browser that reaches nothing but this machine.</summary>
public sealed class FrontEnd : IAsyncLifetime
{
    readonly SmallClone clone = new();
    LabProcess? lab;
    IPlaywright? playwright;
    IBrowser? browser;

    internal SmallClone Clone => clone;

    public async ValueTask InitializeAsync()
    {
        lab = await LabProcess.Start(clone);
        var driver = typeof(FrontEnd).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "PlaywrightDriver").Value;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", driver);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = ProgramPath.Find("chromium"),
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        });
    }

    /// <summary>Opens a notebook of the clone and waits for its kernel.</summary>
    internal async Task<NotebookPage> Open(string notebook)
    {
        var context = await browser!.NewContextAsync(new() { ViewportSize = new() { Width = 1200, Height = 1000 } });
        context.SetDefaultTimeout(NotebookPage.Patience);
        var page = await context.NewPageAsync();
        await page.GotoAsync(lab!.Page($"notebooks/{notebook}").AbsoluteUri);
        var opened = new NotebookPage(page, clone[notebook]);
        await opened.WaitForKernel();
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (lab is not null)
        {
            await lab.End();
            Assert.Empty(await lab.Survivors());
            await lab.DisposeAsync();
        }
        clone.Dispose();
    }
}
