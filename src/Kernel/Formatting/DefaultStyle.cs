namespace Marginalia.Kernel.Formatting;

/// <summary>The style of tables and trees; once at the end of an output that has any.</summary>
internal static class DefaultStyle
{
    /// <summary>As HTML. Front ends align numbers right and centre headings, which scatters the parts of a tree.</summary>
    public const string Block = """
        <style>
        .dni-code-hint code { font-style: italic; }
        details.dni-treeview { padding-left: 1em; }
        details.dni-treeview > summary { display: list-item; margin-left: -1em; white-space: nowrap; cursor: pointer; }
        .dni-treeview table { margin: 0; border: none; }
        .dni-treeview thead:has(> tr:empty) { border: none; }
        .dni-treeview td:first-child { white-space: nowrap; }
        table:has(> thead > tr > th > i, > thead > tr > td > span, > tbody > tr > td > :is(.dni-plaintext, .dni-treeview, table)) > * > tr > :is(td, th) { text-align: start; vertical-align: top; }
        td > .dni-plaintext > pre, td > pre.dni-binary { margin: 0; padding: 0; border: none; background: none; }
        </style>
        """;
}
