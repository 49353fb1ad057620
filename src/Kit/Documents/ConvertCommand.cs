using System.CommandLine;
using Marginalia.Kernel.Documents;
using Marginalia.Kernel.Documents.Formats;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Documents;

/// <summary><c>kit convert</c>: a notebook in another format.</summary>
internal sealed class ConvertCommand : KitCommand
{
    const string Text = """
        usage: ./kit convert A B [--force]

        Writes the notebook A as B; the ends of the two names say the formats:

          .ipynb          Jupyter's: holds everything
          .cs             a program that 'dotnet run B' takes; each cell is a part
                          below a line // %%, text is comments, packages, usings
                          and types move to where a program needs them
          .md             Markdown; code cells are fenced blocks
          .dib            .NET Interactive's text format
          .csx            a C# script, as A only

        Converted back, all that B holds is as it was: language and text of every
        cell, in .cs also ids and tags, in .md tags. What B cannot hold is named.

          --force         replace B when it is there

        example: ./kit convert notebooks/balancing/gradnorm.ipynb gradnorm.cs
        """;

    readonly Argument<string> from = new("A"), to = new("B");
    readonly Option<bool> force = new("--force");

    public ConvertCommand() : base("convert", Text)
    {
        Add(from);
        Add(to);
        Add(force);
    }

    public override Work Read(ParseResult words)
    {
        var (source, target, replace) = (words.GetRequiredValue(from), words.GetRequiredValue(to), words.GetValue(force));
        return session => Task.FromResult(Run(session, source, target, replace));
    }

    int Run(Session session, string source, string target, bool replace)
    {
        var (screen, workspace) = (session.Screen, session.Workspace);
        var conversion = new ConversionTarget(workspace.FullPath(target), name => ProjectOf(name, workspace));
        try
        {
            if (DocumentFormat.Of(source) == DocumentFormat.Of(target))
                throw Wrong($"{source} and {target} have the same format; name another end for the second");
            var notebook = NotebookFile.Load(workspace.FullPath(source));
            if (File.Exists(conversion.Path) && !replace)
                throw Wrong($"{target} is there already", "name another file, or replace it with --force");
            if (!Directory.Exists(conversion.Folder))
                throw Wrong($"there is no folder for {target}", $"mkdir -p {Path.GetDirectoryName(target)}");
            AtomicFile.Write(conversion.Path, NotebookFile.Convert(notebook, conversion));
            screen.Line($"{target}: {notebook.Cells.Count} {(notebook.Cells.Count == 1 ? "cell" : "cells")}");
        }
        catch (NotebookException error)
        {
            throw Wrong(error.Message.Replace(workspace.FullPath(source), source, StringComparison.Ordinal).Replace(conversion.Path, target, StringComparison.Ordinal));
        }
        if (conversion.Lost.Count > 0) screen.Line(screen.Warn($"  it does not hold {string.Join(", ", conversion.Lost)}"));
        foreach (var note in conversion.Notes) screen.Line(screen.Warn($"  {note}"));
        return 0;
    }

    // "Marginalia" and "Marginalia.Torch" are projects here.
    static string? ProjectOf(string assembly, Workspace workspace)
    {
        if (assembly != "Marginalia" && !assembly.StartsWith("Marginalia.", StringComparison.Ordinal)) return null;
        var name = assembly.Split('.')[^1];
        var project = Path.Combine(workspace.Root, "src", name, $"{name}.csproj");
        return File.Exists(project) ? project : null;
    }
}
