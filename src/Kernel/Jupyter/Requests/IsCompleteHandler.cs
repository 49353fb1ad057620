using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Marginalia.Kernel.Jupyter.Requests;

/// <summary>Whether a console should run the lines typed so far.</summary>
internal sealed class IsCompleteHandler : IRequestHandler
{
    static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    public string Type => "is_complete_request";

    public void Handle(JupyterRequest request)
    {
        var tree = CSharpSyntaxTree.ParseText(request.Content.Text("code"), s_options);
        var status = !SyntaxFactory.IsCompleteSubmission(tree) ? "incomplete"
            : tree.GetDiagnostics().Any(found => found.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete";
        request.Reply(status == "incomplete" ? new() { ["status"] = status, ["indent"] = "" } : new() { ["status"] = status });
    }
}
