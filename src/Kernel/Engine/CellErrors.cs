using Marginalia.Kernel.Directives;

namespace Marginalia.Kernel.Engine;

/// <summary>Errors that are neither the compiler's nor the code's.</summary>
internal static class CellErrors
{
    public static CellError Directive(DirectiveException error, string cell) =>
        new(CellErrorKind.Directive, "DirectiveError", error.Message, [$"{cell}, line {error.Line}: {error.Message}"]);

    public static CellError Interrupted() => Make("The cell was interrupted. Variables keep the values they had.");

    public static CellError Abandoned() => Make("The cell was interrupted but did not stop: it is inside native code, or computes in a library without ever waiting. Start again with a new engine.");

    static CellError Make(string message) => new(CellErrorKind.Interrupted, "Interrupted", message, [message]);
}
