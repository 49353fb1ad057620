using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Languages;
using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive;

public sealed partial class Kernel
{
    /// <summary>The language of the running cell, or of the part of it that runs; the engine outside cells.</summary>
    public static Kernel Current => Of(CellContext.Current);

    /// <summary>Runs code as if it stood here; what it shows appears in the running cell.</summary>
    /// <param name="command">A <see cref="SubmitCode"/>.</param>
    /// <param name="cancellationToken">Looked at before the code runs; afterwards the cell's own interrupt holds.</param>
    /// <exception cref="InvalidOperationException">No cell is running, or the code failed.</exception>
    /// <exception cref="NotSupportedException">It is another command.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public Task<KernelCommandResult> SendAsync(KernelCommand command, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var cell = Cell("Kernel.SendAsync");
        var submitted = command as SubmitCode ?? throw new NotSupportedException($"Kernel.SendAsync: {command?.GetType().Name ?? "null"} is not supported; expected SubmitCode");
        if (cell.Submit(submitted.TargetKernelName ?? Language, submitted.Code) is not { } error)
            return Task.FromResult(new KernelCommandResult(command));
        cell.Token.ThrowIfCancellationRequested();
        throw new InvalidOperationException(string.Join('\n', error.Traceback));
    }

    /// <summary>Reads a variable of the language (of C#, for the engine); false when there is none of that name and type.</summary>
    /// <exception cref="InvalidOperationException">No cell is running, or the language has no variables.</exception>
    public bool TryGetValue<T>(string name, out T? value)
    {
        var found = Variables("Kernel.TryGetValue").Variables.FirstOrDefault(variable => variable.Name == name);
        value = found?.Value is T typed ? typed : default;
        return found is { Value: T } || (found is { Value: null } && default(T) is null);
    }

    /// <summary>Declares a variable of the language (of C#, for the engine), in place of an earlier one.</summary>
    /// <exception cref="ArgumentException">The name or the value does not fit the language.</exception>
    /// <exception cref="InvalidOperationException">No cell is running, or the language has no variables.</exception>
    public Task SetValueAsync(string name, object? value, Type? declaredType = null)
    {
        try
        {
            Variables("Kernel.SetValueAsync").Declare(new(name, declaredType ?? value?.GetType() ?? typeof(object), value), Cell("Kernel.SetValueAsync"));
            return Task.CompletedTask;
        }
        catch (ValueException error)
        {
            throw new ArgumentException(error.Message);
        }
    }

    internal static Kernel Of(CellContext? context) => context?.Cell.Part is { } part ? new(part.Language.Name) : Root;

    string Language => this == Root ? CellLanguage.CSharp : Name;

    static CellExecution Cell(string caller) => (CellContext.Current ?? throw new InvalidOperationException($"{caller}: no cell is running")).Cell;

    IVariables Variables(string caller) =>
        Cell(caller).Engine.Languages.Find(Language) as IVariables ?? throw new InvalidOperationException($"{caller}: {Language} cells have no variables");
}
