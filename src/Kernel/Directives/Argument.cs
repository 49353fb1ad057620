using System.Text.Json;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Languages;
using Microsoft.DotNet.Interactive;

namespace Marginalia.Kernel.Directives;

/// <summary>The value of an option, as written; what it stands for is known when the cell comes to it.</summary>
internal abstract record Argument
{
    /// <summary>What it stands for.</summary>
    /// <exception cref="ValueException">There is no such variable, or nobody answers.</exception>
    public abstract object? Value(CellExecution cell);

    /// <summary>What it stands for, as text.</summary>
    /// <exception cref="ValueException">There is no such variable, or nobody answers.</exception>
    public string Text(CellExecution cell) => Value(cell) switch
    {
        null => "",
        PasswordString password => password.GetClearTextPassword(),
        JsonDocument json => json.RootElement.GetRawText(),
        var value => Formatting.Summary.Text(value),
    };

    /// <summary>A word or a text in quotes.</summary>
    internal sealed record Literal(string Word) : Argument
    {
        /// <inheritdoc/>
        public override object? Value(CellExecution cell) => Word;
    }

    /// <summary>A JSON object or array.</summary>
    internal sealed record Json(string Source) : Argument
    {
        /// <inheritdoc/>
        public override object? Value(CellExecution cell) => JsonDocument.Parse(Source);
    }

    /// <summary><c>@name</c> or <c>@language:name</c>.</summary>
    internal sealed record Reference(ICellLanguage Language, string Name) : Argument
    {
        /// <inheritdoc/>
        public override object? Value(CellExecution cell) => SharedValues.Read(Language, Name).Value;
    }

    /// <summary><c>@input</c> or <c>@password</c>.</summary>
    internal sealed record Input(string Prompt, bool Password) : Argument
    {
        /// <inheritdoc/>
        public override object? Value(CellExecution cell)
        {
            string? answer = null;
            if (cell.Invoke(() => Task.FromResult(answer = cell.Output.ReadLine(Prompt, Password))) is { } error)
                throw new ValueException(error.Value);
            return answer is null ? throw new ValueException($"'{Prompt}': the input has ended") : Password ? new PasswordString(answer) : answer;
        }
    }
}
