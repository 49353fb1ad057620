using Marginalia.Kernel.Directives;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;

namespace Marginalia.Kernel.Languages;

/// <summary><c>#!value</c>: keeps the text below the line, or that of a file, an address or a variable, under a name.</summary>
internal sealed class ValueStore : ICellLanguage, IVariables
{
    static readonly HttpClient s_http = new();
    static readonly string[] s_sources = ["from-file", "from-url", "from-value"];
    readonly Dictionary<string, Variable> _values = [];

    /// <inheritdoc/>
    public string Name => "value";

    /// <inheritdoc/>
    public IReadOnlyList<Option> Options { get; } =
    [
        new("name", "what the value is called") { Required = true },
        new("from-file", "the file to read"),
        new("from-url", "the address to read"),
        new("from-value", "text, @variable or @input:\"Question\""),
        new("mime-type", "what the value is"),
    ];

    /// <inheritdoc/>
    public IEnumerable<Variable> Variables => _values.Values;

    /// <inheritdoc/>
    public void Declare(Variable variable, CellExecution cell) => _values[variable.Name] = new(variable.Name, variable.Type, variable.Value);

    /// <inheritdoc/>
    public CellError? Run(CodePart code, CellExecution cell)
    {
        var options = code.Options;
        var sources = s_sources.Where(options.Has).ToList();
        if (sources.Count > 1)
            throw Error($"--{sources[0]} and --{sources[1]} exclude each other");
        if (sources.Count == 1 && !string.IsNullOrWhiteSpace(code.Text))
            throw Error($"--{sources[0]} and text below the line exclude each other");
        if (options.IsEmpty)
            throw Error("write #!value --name NAME above the text");
        try
        {
            var (text, type) = Read(options, code.Text, cell);
            var mimeType = options.Text("mime-type", cell) ?? type;
            Keep(options.Text("name", cell)!, text, mimeType);
            cell.Output.Display(MimeBundle.Of(mimeType, text));
            return null;
        }
        catch (Exception error) when (error is ValueException or IOException or UnauthorizedAccessException or HttpRequestException or UriFormatException or InvalidOperationException)
        {
            throw Error(error.Message);
        }

        DirectiveException Error(string message) => new(Math.Max(1, code.Line - 1), $"#!value: {message}");
    }

    void Keep(string name, string text, string mimeType)
    {
        object value = mimeType == "application/json" ? ValueJson.Read(text) : text;
        _values[name] = new(name, value.GetType(), value);
    }

    static (string Text, string MimeType) Read(Options options, string text, CellExecution cell)
    {
        if (options.Text("from-value", cell) is { } value)
            return (value, "text/plain");
        if (options.Text("from-file", cell) is { } file)
            return (File.ReadAllText(file), "text/plain");
        if (options.Text("from-url", cell) is not { } address)
            return (text, "text/plain");
        using var response = s_http.Send(new(HttpMethod.Get, address), cell.Token);
        response.EnsureSuccessStatusCode();
        return (response.Content.ReadAsStringAsync(cell.Token).GetAwaiter().GetResult(), response.Content.Headers.ContentType?.MediaType ?? "text/plain");
    }
}
