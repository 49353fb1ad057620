using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>
/// The functions that a cell calls without a prefix; every cell imports them with <c>using static</c>. An instance stands for the notebook's
/// engine, or for one of its languages.
/// </summary>
public sealed class Kernel
{
    internal Kernel(string name) => Name = name;

    /// <summary>The notebook's engine.</summary>
    public static Kernel Root { get; } = new(".NET");

    /// <summary>The language's name; <c>.NET</c> for the engine.</summary>
    public string Name { get; }

#pragma warning disable IDE1006, CA1707 // the name that notebooks use
    /// <summary>Shows a value, in the given MIME types or in those its type prefers.</summary>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);
#pragma warning restore IDE1006, CA1707

    /// <summary>A piece of HTML to show as it is.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs code in the notebook: at once, or at the end of the cell when code of the same language is running.</summary>
    /// <param name="command">A <see cref="SubmitCode"/>.</param>
    /// <param name="cancellationToken">Looked at before the code runs; afterwards the cell's own interrupt holds.</param>
    /// <exception cref="InvalidOperationException">No cell is running, or the code failed.</exception>
    /// <exception cref="NotSupportedException">It is another command.</exception>
    public Task<KernelCommandResult> SendAsync(KernelCommand command, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var cell = CellContext.Current?.Cell ?? throw new InvalidOperationException("Kernel.SendAsync: no cell is running");
        var submitted = command as SubmitCode ?? throw new NotSupportedException($"Kernel.SendAsync: {command?.GetType().Name ?? "null"} is not supported; expected SubmitCode");
        var error = cell.Submit(submitted.TargetKernelName ?? (this == Root ? CellLanguage.CSharp : Name), submitted.Code);
        return error is null ? Task.FromResult(new KernelCommandResult(command)) : throw new InvalidOperationException(string.Join('\n', error.Traceback));
    }
}
