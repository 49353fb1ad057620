using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Marginalia.FrontEnds.Tests;

/// <summary>A notebook in the page of Jupyter Notebook 6, used as a person does: by its menus, its tool bar and the keyboard.</summary>
internal sealed class NotebookPage : IAsyncDisposable
{
    /// <summary>How long anything may take, in milliseconds: a limit for what hangs.</summary>
    public const float Patience = 150_000;

    readonly IPage page;
    readonly string file;
    readonly List<string> complaints = [];

    public NotebookPage(IPage page, string file)
    {
        (this.page, this.file) = (page, file);
        page.PageError += (_, error) => complaints.Add(error);
    }

    /// <summary>Exceptions of scripts in the page.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>The page itself.</summary>
    public IPage Page => page;

    public Task WaitForKernel() => Until("Jupyter?.notebook?.kernel?.is_connected() && !Jupyter.notebook.kernel_busy && Jupyter.notebook.kernel.info_reply.implementation !== undefined");

    /// <summary>Cell > Run All, and waits until every cell has its number.</summary>
    public async Task RunAll()
    {
        await Menu("celllink", "run_all_cells");
        await Until("Jupyter.notebook.get_cells().every(cell => cell.cell_type !== 'code' || !cell.get_text().trim() || typeof cell.input_prompt_number === 'number')");
        await WaitForKernel();
    }

    /// <summary>Puts the text into the cell, as its whole source, and leaves the cursor at its end.</summary>
    public async Task Type(int cell, string text)
    {
        await Cell(cell).Locator(".CodeMirror").First.ClickAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>Ctrl-Enter in a cell with this source.</summary>
    public async Task Start(int cell, string text)
    {
        await Type(cell, text);
        await page.Keyboard.PressAsync("Control+Enter");
    }

    /// <summary>Runs a cell to its end.</summary>
    /// <returns>The text of its output.</returns>
    public async Task<string> Run(int cell, string text)
    {
        await Start(cell, text);
        return await Finished(cell);
    }

    /// <summary>Waits until the cell has its number.</summary>
    /// <returns>The text of its output.</returns>
    public async Task<string> Finished(int cell)
    {
        await Until($"typeof Jupyter.notebook.get_cell({cell}).input_prompt_number === 'number'");
        await WaitForKernel();
        return await Output(cell).InnerTextAsync();
    }

    /// <summary>The button with the black square.</summary>
    public Task Interrupt() => page.ClickAsync("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']");

    /// <summary>Kernel > Restart, and the red button of its question.</summary>
    public async Task Restart()
    {
        var before = await page.EvaluateAsync<string>("Jupyter.notebook.kernel.session_id");
        await Menu("kernellink", "restart_kernel");
        await page.ClickAsync(".modal-dialog .btn-danger");
        await Until("document.querySelector('.modal-dialog') === null");
        await WaitForKernel();
        Assert.NotEmpty(before);
    }

    /// <summary>Ctrl-S.</summary>
    /// <returns>The file as it is then.</returns>
    public async Task<JsonNode> Save()
    {
        await page.Keyboard.PressAsync("Escape");
        var before = File.GetLastWriteTimeUtc(file);
        await page.Keyboard.PressAsync("Control+s");
        await Until("Jupyter.notebook.dirty === false && Jupyter.notebook.last_modified !== undefined");
        for (var waited = 0; File.GetLastWriteTimeUtc(file) == before && waited < 300; waited++) await Task.Delay(100);
        Assert.NotEqual(before, File.GetLastWriteTimeUtc(file));
        return JsonNode.Parse(await File.ReadAllTextAsync(file))!;
    }

    /// <summary>Writes NAME.png, the whole page, into the folder that MARGINALIA_SHOTS names, if it does: for eyes.</summary>
    public async Task Photograph(string name)
    {
        if (Environment.GetEnvironmentVariable("MARGINALIA_SHOTS") is not { Length: > 0 } folder) return;
        var height = await page.EvaluateAsync<int>("document.querySelector('#notebook-container').scrollHeight + 200");
        await page.SetViewportSizeAsync(1200, height);
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
    }

    /// <summary>The element of a cell.</summary>
    public ILocator Cell(int index) => page.Locator("#notebook-container > .cell").Nth(index);

    /// <summary>What a cell has put out.</summary>
    public ILocator Output(int cell) => Cell(cell).Locator(".output_wrapper");

    /// <summary>The source that the cell has now.</summary>
    public Task<string> Source(int cell) => page.EvaluateAsync<string>($"Jupyter.notebook.get_cell({cell}).get_text()");

    /// <summary>Waits for a condition in the page.</summary>
    public Task Until(string condition) => page.WaitForFunctionAsync($"() => {condition}", null, new() { Timeout = Patience });

    public async ValueTask DisposeAsync() => await page.Context.CloseAsync();

    async Task Menu(string menu, string item)
    {
        await page.ClickAsync($"#{menu}");
        await page.ClickAsync($"#{item} a");
    }
}
