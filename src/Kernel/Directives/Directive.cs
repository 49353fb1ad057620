using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Languages;

namespace Marginalia.Kernel.Directives;

/// <summary>A line like <c>#!time</c>.</summary>
/// <param name="name">Its name.</param>
/// <param name="summary">What it does, in a line.</param>
/// <param name="options">What it takes.</param>
internal abstract class Directive(string name, string summary, params Option[] options)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Directive> All { get; } =
    [
        new AboutDirective(), new ConnectDirective(), new ImportDirective(), new MagicsDirective(), new SetDirective(), new ShareDirective(), new TimeDirective(), new WhoDirective(), new WhosDirective(),
    ];

    /// <summary>The directive of that name, or null.</summary>
    public static Directive? Find(string name) => All.FirstOrDefault(known => known.Name == name);

    /// <summary>Its name, without <c>#!</c>.</summary>
    public string Name => name;

    /// <summary>What it does, in a line.</summary>
    public string Summary => summary;

    /// <summary>What it takes.</summary>
    public IReadOnlyList<Option> Options => options;

    /// <summary>Checks its arguments, and returns what it does when the cell comes to it.</summary>
    /// <exception cref="DirectiveException">The arguments are wrong.</exception>
    public Func<CellExecution, CellError?> Parse(DirectiveLine line, CellScope scope)
    {
        var given = Directives.Options.Read(line, options, scope);
        var run = Tell(() => Prepare(given, scope));
        return cell => Tell(() => run(cell));

        T Tell<T>(Func<T> action)
        {
            try
            {
                return action();
            }
            catch (ValueException error)
            {
                throw new DirectiveException(line.Number, $"#!{name}: {error.Message}");
            }
        }
    }

    /// <summary>Checks what the options say together, and returns what the directive does; returns what ended it early, or null.</summary>
    /// <exception cref="ValueException">They do not fit.</exception>
    protected abstract Func<CellExecution, CellError?> Prepare(Options options, CellScope scope);
}
