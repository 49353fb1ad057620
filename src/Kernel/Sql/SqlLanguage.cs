using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Sql;

/// <summary>
/// SQL over one SQLite database, in memory until another is opened. Its variables are results kept by <c>--name</c>, the last one (<c>lastResult</c>),
/// parameters and tables. Scalars that are shared with it become parameters (<c>@name</c>), sequences and objects become tables of this connection only.
/// </summary>
/// <param name="name">Its name.</param>
internal sealed class SqlLanguage(string name) : ICellLanguage, IVariables
{
    const string LastResult = "lastResult";
    const int Limit = 10_000;
    readonly Dictionary<string, Variable> _values = [];
    SqlDatabase? _database;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<Option> Options { get; } =
    [
        new("name", "keep the last result under this name"),
        new("limit", $"read at most so many rows of each result ({Limit} unless given)"),
    ];

    /// <inheritdoc/>
    public IEnumerable<Variable> Variables => _values.Values.Concat(
        from table in Database.Tables()
        where !_values.ContainsKey(table)
        select new Variable(table, typeof(System.Data.DataTable), () => Database.Read(table)));

    SqlDatabase Database => _database ??= new("Data Source=:memory:");

    /// <summary>Opens another database.</summary>
    /// <exception cref="ValueException">It cannot be opened.</exception>
    public void Open(string connectionString)
    {
        var opened = new SqlDatabase(connectionString);
        _database?.Dispose();
        _database = opened;
    }

    /// <inheritdoc/>
    public CellError? Run(CodePart code, CellExecution cell)
    {
        var limit = code.Options.Text("limit", cell) is { } text
            ? int.TryParse(text, out var number) && number > 0 ? number : throw new DirectiveException(Math.Max(1, code.Line - 1), $"#!{name}: --limit {text}: expected a number above 0")
            : Limit;
        var kept = code.Options.Text("name", cell);
        foreach (var statement in SqlStatement.Split(code.Text, code.Line))
        {
            try
            {
                var (result, changed) = cell.Clock.Run(() => Database.Run(statement.Text, limit, parameter => Parameter(parameter, cell), cell.Token));
                if (result is not null)
                    Keep(result, kept, cell);
                else if (changed > 0)
                    cell.Output.Display(MimeBundle.Of(Renderer.Plain, $"{changed} {(changed == 1 ? "row" : "rows")} changed"));
            }
            catch (ValueException error)
            {
                return new(CellErrorKind.Exception, "SqlError", error.Message,
                    [$"{cell.Name}, line {statement.Line}: {error.Message}", .. statement.Text.Split('\n').Select(line => $"    {line}")]);
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public void Declare(Variable variable, CellExecution cell)
    {
        _values.Remove(variable.Name);
        if (SqlRows.IsScalar(variable.Value))
            _values[variable.Name] = new(variable.Name, variable.Type, variable.Value);
        else
            Database.Create(variable.Name, SqlRows.Of(variable.Value!));
    }

    void Keep(SqlResult result, string? kept, CellExecution cell)
    {
        cell.Output.Display(Renderer.Bundle(result));
        foreach (var target in (string?[])[LastResult, kept])
            if (target is not null)
                _values[target] = new(target, typeof(System.Data.DataTable), (object)result);
    }

    /// <summary>The value of <c>@parameter</c>: shared with this database, or a variable of another language.</summary>
    object? Parameter(string parameter, CellExecution cell)
    {
        var found = _values.GetValueOrDefault(parameter) ?? cell.Engine.Languages.All.OfType<IVariables>().Where(language => language is not SqlLanguage)
            .SelectMany(language => language.Variables).FirstOrDefault(variable => variable.Name == parameter);
        return found is null
            ? throw new ValueException($"@{parameter} has no value: no language has a variable of that name; declare one, or #!set --name {parameter} --value VALUE")
            : SqlRows.IsScalar(found.Value)
            ? found.Value
            : throw new ValueException($"@{parameter}: a value of type {TypeNames.Full(found.Value!.GetType())} is not one number or text; make it a table: #!share {parameter} --from LANGUAGE");
    }
}
