namespace Marginalia.Kernel.Documents.Formats;

/// <summary>
/// A C# program in one file, .cs, which <c>dotnet run</c> takes: each cell is a section below a line <c>// %%</c>. It holds language, text,
/// id and metadata of each cell; what no program can hold stands in it as a comment.
/// </summary>
internal sealed class ProgramFormat : DocumentFormat
{
    public override string Extension => ".cs";

    public override Notebook Read(byte[] bytes, string name, string? path) => new ProgramReader(PlainText.Of(bytes, name), name).Read(path);

    public override string Write(Notebook notebook, ConversionTarget target)
    {
        target.LoseRunAndFiles(notebook);
        var writer = new ProgramWriter(notebook, target, new HashSet<int>());
        var text = writer.Write();
        var errors = ProgramCheck.Errors(text);
        // Whether a trailing call has a value shows only now.
        var silent = ProgramCheck.SectionsOf(errors.Where(error => error.IsVoid), text).ToHashSet();
        if (silent.Count > 0)
        {
            writer = new ProgramWriter(notebook, target, silent);
            text = writer.Write();
            errors = ProgramCheck.Errors(text);
        }
        foreach (var note in writer.Notes)
            target.Note(note);
        foreach (var error in errors.Where(error => !error.IsVoid).Take(5))
            target.Note($"the program will not compile before you change it: {Path.GetFileName(target.Path)}({error.Line}): {error.Message}");
        return text;
    }
}
