using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Marginalia.Torch.Tables;

/// <summary>Writes the methods of every <c>*.ops</c> table, the modules of every <c>*.modules</c> table, the optimisers of every <c>*.optimizers</c> table and the files of every <c>*.template</c> of the project.</summary>
[Generator]
public sealed class TorchGenerator : IIncrementalGenerator
{
    static readonly DiagnosticDescriptor Malformed = new("MT001", "Malformed table or template", "{0}", "Marginalia.Torch", DiagnosticSeverity.Error, true);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider.Select((file, cancel) => (file.Path, Text: file.GetText(cancel)?.ToString() ?? ""));
        var tables = files.Where(file => file.Path.EndsWith(".ops"));
        context.RegisterSourceOutput(tables, (output, file) => Guard(output, file.Path, () => output.AddSource($"{Name(file.Path)}.ops.g.cs", OperatorWriter.Methods(OperatorTable.Parse(file.Text)))));
        context.RegisterSourceOutput(tables.Collect(), (output, all) => output.AddSource("Ops.g.cs", OperatorWriter.Operators(all.SelectMany(file => Operators(file.Text)))));
        context.RegisterSourceOutput(files.Where(file => file.Path.EndsWith(".optimizers")), (output, file) => Guard(output, file.Path, () =>
        {
            var table = OptimizerTable.Parse(file.Text);
            foreach (var optimizer in table.Optimizers) output.AddSource($"{optimizer.Name}.optimizers.g.cs", OptimizerWriter.Write(optimizer, table.Words));
        }));
        context.RegisterSourceOutput(files.Where(file => file.Path.EndsWith(".modules")), (output, file) => Guard(output, file.Path, () => output.AddSource($"{Name(file.Path)}.modules.g.cs", ModuleWriter.Write(ModuleTable.Parse(file.Text)))));
        context.RegisterSourceOutput(files.Where(file => file.Path.EndsWith(".template")), (output, file) => Guard(output, file.Path, () =>
        {
            foreach (var (name, text) in Template.Expand(file.Text)) output.AddSource($"{Name(file.Path)}.{Regex.Replace(name, @"\W", "-")}.g.cs", text);
        }));
    }

    static OperatorName[] Operators(string text)
    {
        try
        {
            return [.. OperatorTable.Parse(text).Operators];
        }
        catch (FormatException)
        {
            return []; // reported where the table's methods are written
        }
    }

    static string Name(string path) => Path.GetFileNameWithoutExtension(path);

    static void Guard(SourceProductionContext output, string path, Action write)
    {
        try
        {
            write();
        }
        catch (FormatException e)
        {
            var colon = e.Message.IndexOf(':');
            var line = int.Parse(e.Message.Substring(0, colon)) - 1;
            var place = new LinePosition(line, 0);
            output.ReportDiagnostic(Diagnostic.Create(Malformed, Location.Create(path, default, new(place, place)), e.Message.Substring(colon + 1).Trim()));
        }
    }
}
