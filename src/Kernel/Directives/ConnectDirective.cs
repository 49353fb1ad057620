using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Languages;
using Marginalia.Kernel.Sql;

namespace Marginalia.Kernel.Directives;

/// <summary><c>#!connect sqlite "Data Source=file.db" --kernel-name name</c>: makes a database a language, <c>#!sql-name</c> or <c>#!name</c>; without a name it is <c>#!sql</c>.</summary>
internal sealed class ConnectDirective() : Directive("connect", "open a database, for cells of #!sql or #!sql-NAME",
    new Option("kind", "sqlite") { Required = true, Positional = true },
    new Option("connection-string", "where the database is: \"Data Source=file.db\"") { Required = true, Positional = true },
    new Option("kernel-name", "what its cells start with"))
{
    /// <inheritdoc/>
    protected override Func<CellExecution, CellError?> Prepare(Options options, CellScope scope)
    {
        if (options.Find("kind") is not Argument.Literal("sqlite"))
            throw new ValueException("only SQLite databases can be opened: #!connect sqlite \"Data Source=file.db\" --kernel-name NAME");
        var name = options.Find("kernel-name") is Argument.Literal(var word) ? word.ToLowerInvariant() : "sql";
        if (!name.StartsWith("sql", StringComparison.Ordinal))
            name = "sql-" + name;
        var database = new SqlLanguage(name);
        scope.Languages.Add(database);
        return cell =>
        {
            database.Open(options.Text("connection-string", cell)!);
            cell.Engine.Languages.Add(database);
            return null;
        };
    }
}
