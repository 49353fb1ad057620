using System.Data;
using Marginalia.Kernel.Languages;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Marginalia.Kernel.Sql;

/// <summary>An open SQLite database.</summary>
internal sealed class SqlDatabase : IDisposable
{
    readonly SqliteConnection _connection;

    /// <summary>Opens it.</summary>
    /// <exception cref="ValueException">It cannot be opened, or the text is not a connection string.</exception>
    public SqlDatabase(string connectionString)
    {
        try
        {
            _connection = new(connectionString);
            _connection.Open();
        }
        catch (Exception error) when (error is ArgumentException or SqliteException)
        {
            throw new ValueException($"'{connectionString}' in {Environment.CurrentDirectory}: {error.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Names of its tables and views.</summary>
    public IReadOnlyList<string> Tables()
    {
        using var command = Command("SELECT name FROM (SELECT * FROM sqlite_schema UNION ALL SELECT * FROM temp.sqlite_schema) WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name");
        using var reader = command.ExecuteReader();
        return [.. reader.Cast<IDataRecord>().Select(row => row.GetString(0)).Distinct()];
    }

    /// <summary>A whole table.</summary>
    public SqlResult Read(string table)
    {
        using var command = Command($"SELECT * FROM {Quote(table)}");
        using var reader = command.ExecuteReader();
        return SqlResult.Read(reader, int.MaxValue);
    }

    /// <summary>Runs one statement: its result, or how many rows it changed.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="limit">How many rows to read at most.</param>
    /// <param name="parameter">Gives the values of parameters by name.</param>
    /// <param name="token">Stops it.</param>
    /// <exception cref="ValueException">SQLite refuses it, or a parameter has no value.</exception>
    public (SqlResult? Result, int Changed) Run(string statement, int limit, Func<string, object?> parameter, CancellationToken token)
    {
        using var command = Command(statement);
        using var stop = token.Register(() => raw.sqlite3_interrupt(_connection.Handle));
        try
        {
            foreach (var name in Parameters(statement))
                command.Parameters.AddWithValue(name, parameter(name[1..]) ?? DBNull.Value);
            var before = raw.sqlite3_total_changes(_connection.Handle);
            using var reader = command.ExecuteReader();
            return reader.FieldCount > 0 ? (SqlResult.Read(reader, limit), 0) : (null, raw.sqlite3_total_changes(_connection.Handle) - before);
        }
        catch (SqliteException error)
        {
            token.ThrowIfCancellationRequested();
            throw new ValueException(error.Message);
        }
    }

    /// <summary>Makes a table of this connection, in place of an earlier one; the file of the database stays as it is.</summary>
    /// <exception cref="ValueException">SQLite refuses it.</exception>
    public void Create(string table, DataTable rows)
    {
        try
        {
            using var transaction = _connection.BeginTransaction();
            var name = Quote(table);
            var columns = rows.Columns.Cast<DataColumn>().ToList();
            Execute($"DROP TABLE IF EXISTS temp.{name}");
            Execute($"CREATE TEMP TABLE {name} ({string.Join(", ", columns.Select(column => $"{Quote(column.ColumnName)} {Affinity(column.DataType)}"))})");
            using var insert = Command($"INSERT INTO temp.{name} VALUES ({string.Join(", ", columns.Select(column => $"$p{column.Ordinal}"))})");
            foreach (var column in columns)
                insert.Parameters.AddWithValue($"$p{column.Ordinal}", DBNull.Value);
            foreach (DataRow row in rows.Rows)
            {
                foreach (var column in columns)
                    insert.Parameters[column.Ordinal].Value = row[column];
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        catch (SqliteException error)
        {
            throw new ValueException($"table '{table}': {error.Message}");
        }
    }

    /// <summary>The parameters that a statement names; none when it does not compile, which running it will say.</summary>
    List<string> Parameters(string statement)
    {
        var names = new List<string>();
        if (raw.sqlite3_prepare_v2(_connection.Handle, statement, out var prepared) == raw.SQLITE_OK)
            for (var index = 1; index <= raw.sqlite3_bind_parameter_count(prepared); index++)
                names.Add(raw.sqlite3_bind_parameter_name(prepared, index).utf8_to_string() ?? throw new ValueException("parameters need names: write @name instead of ?"));
        prepared.Dispose();
        return names;
    }

    void Execute(string statement)
    {
        using var command = Command(statement);
        command.ExecuteNonQuery();
    }

    SqliteCommand Command(string statement)
    {
        var command = _connection.CreateCommand();
        command.CommandText = statement;
        return command;
    }

    static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static string Affinity(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Single or TypeCode.Double => "REAL",
        TypeCode.Decimal => "NUMERIC",
        TypeCode.Boolean or >= TypeCode.SByte and <= TypeCode.UInt64 => "INTEGER",
        TypeCode.String or TypeCode.Char or TypeCode.DateTime => "TEXT",
        _ => "",
    };
}
