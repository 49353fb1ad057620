using Marginalia.Kernel.Documents;

namespace Marginalia.Kernel.Running;

/// <summary>The cells of a notebook that hold parameters, by papermill's convention.</summary>
internal static class ParameterCells
{
    public const string Tag = "parameters", InjectedTag = "injected-parameters";

    /// <summary>Puts a cell with the given values after the one that declares them; that of an earlier run goes.</summary>
    /// <exception cref="NotebookException">A name is not declared, or a value does not fit its type.</exception>
    public static void Inject(Notebook notebook, IReadOnlyDictionary<string, string> values)
    {
        RemoveInjected(notebook);
        if (values.Count == 0)
            return;
        var declaring = notebook.Cells.FirstOrDefault(cell => cell.Kind == CellKind.Code && cell.HasTag(Tag));
        var declared = declaring is null ? [] : ParameterDeclaration.In(declaring.Source);
        if (declared.Count == 0)
            throw new NotebookException($"parameter '{values.Keys.First()}': this notebook declares none (no code cell tagged '{Tag}' with variables like 'int seeds = 3;')");
        var lines = values.Select(pair => Assignment(declared, pair.Key, pair.Value)).ToList();
        var cell = notebook.InsertCode(notebook.Cells.ToList().IndexOf(declaring!) + 1, InjectedTag, string.Join('\n', lines.Prepend("// Parameters")), InjectedTag);
        cell.CopyLanguage(declaring!);
    }

    /// <summary>Takes out the cells that an earlier run injected.</summary>
    public static void RemoveInjected(Notebook notebook)
    {
        foreach (var earlier in notebook.Cells.Where(cell => cell.HasTag(InjectedTag)).ToList())
            notebook.Remove(earlier);
    }

    static string Assignment(IReadOnlyList<ParameterDeclaration> declared, string name, string value)
    {
        var all = string.Join(", ", declared.Select(parameter => $"{parameter.Type} {parameter.Name}"));
        var parameter = declared.FirstOrDefault(parameter => parameter.Name == name)
            ?? throw new NotebookException($"parameter '{name}' is not declared; this notebook has: {all}");
        return parameter.Literal(value) is { } literal
            ? $"{name} = {literal};"
            : throw new NotebookException($"parameter '{name}': '{value}' is not {parameter.Expected}; this notebook has: {all}");
    }
}
