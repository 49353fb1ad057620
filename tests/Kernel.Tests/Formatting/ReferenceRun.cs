using System.Globalization;
using System.Text.RegularExpressions;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Formatting;
using Marginalia.Kernel.Tests.Engine;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Tests.Formatting;

/// <summary>Runs a recorded case here, and takes down what is compared: a name and a text for each part.</summary>
sealed partial class ReferenceRun : IOutputSink
{
    static readonly NotebookEngine s_engine = new();

    static readonly AsyncLocal<ReferenceRun?> s_current = new();

    readonly Dictionary<string, string> _parts = [];
    object? _value;
    bool _hasValue;
    int _displays;

    /// <summary>Runs the case.</summary>
    public static Dictionary<string, string> Of(ReferenceCase item, CancellationToken token)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = item.Culture is null or "" ? CultureInfo.InvariantCulture : German();
        try
        {
            s_current.Value = new();
            return s_current.Value.Run(item, token);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            Formatter.ResetToDefault();
        }
    }

    /// <summary>Of an error the kind counts: the exception's type or the compiler's number.</summary>
    public static string Error(string text) => "error " + string.Join(' ', ErrorKind().Matches(text).Select(match => match.Value).Distinct().Order());

    /// <summary>A text that is too long is compared by its beginning.</summary>
    public static string Large(int length, string head, string tail) => $"{length} characters: {head} ... {tail}";

    /// <summary>Takes away what differs from one run to the next, and what is said more kindly here everywhere.</summary>
    public static string Normalise(string text)
    {
        text = Style().Replace(text.ReplaceLineEndings("\n"), "");
        text = AnonymousName().Replace(AnonymousType().Replace(text, "(anonymous)"), "(anonymous)");
        text = Submission().Replace(text, "Submission#N");
        text = Iterator().Replace(text, "<$1>d");
        return LinqName().Replace(text, "");
    }

    Dictionary<string, string> Run(ReferenceCase item, CancellationToken token)
    {
        // A formatter that takes nothing sees the value before all others.
        foreach (var mimeType in (string[])["text/plain", "text/html", "application/json", "text/csv", "text/markdown", "image/svg+xml", "image/png", "text/latex"])
            Formatter.Register<object>((object value, FormatContext context) => Look(value, context), mimeType);
        Execute("using Microsoft.DotNet.Interactive.Formatting;\n" + item.Setup, token);
        _parts.Clear();
        (_hasValue, _value, _displays) = (false, null, 0);
        Execute(item.Code, token);
        if (!_hasValue && (item.Also ?? item.AlsoErrors ?? item.DisplayOutputs) is not null)
            Probe(item.Code, token);
        if (_hasValue)
        {
            foreach (var mimeType in (item.Also ?? []).Keys.Concat((item.AlsoLarge ?? []).Keys).Concat((item.AlsoErrors ?? []).Keys))
                _parts[mimeType] = Try(() => _value.ToDisplayString(mimeType));
            if (item.DisplayOutputs is not null)
                foreach (var (mimeType, text) in Renderer.Bundle(_value).Data)
                    _parts["display " + mimeType] = text;
        }
        return _parts;
    }

    void Execute(string code, CancellationToken token)
    {
        if (s_engine.Execute(code, this, token).Error is { } error)
            _parts["error"] = Error(error.Kind == CellErrorKind.Exception ? error.Name : string.Join(' ', error.Traceback));
    }

    /// <summary>Takes the value of an expression when the cell's own formatters came first.</summary>
    void Probe(string expression, CancellationToken token)
    {
        var limit = Formatter.RecursionLimit;
        Formatter.RecursionLimit = 1;
        Formatter.Register<object>((object value, FormatContext context) => !Look(value, context), "text/probe");
        s_engine.Execute($"display((object)({expression}), \"text/probe\")", new RecordingSink(), token);
        Formatter.RecursionLimit = limit;
    }

    bool Look(object value, FormatContext context)
    {
        if (context.Depth == 1 && s_current.Value == this)
            (_hasValue, _value) = (true, value);
        return false;
    }

    static string Try(Func<string> format)
    {
        try
        {
            return format();
        }
        catch (Exception error)
        {
            return Error(error.GetType().FullName!);
        }
    }

    public void Stream(string name, string text)
    {
    }

    public void Display(MimeBundle bundle, string displayId, bool update)
    {
        foreach (var (mimeType, text) in bundle.Data)
            _parts[$"{(update ? "update" : "display")} {_displays} {mimeType}"] = text;
        _displays++;
    }

    public void Result(MimeBundle bundle)
    {
        foreach (var (mimeType, text) in bundle.Data)
            _parts["result " + mimeType] = text;
    }

    static CultureInfo German()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
        (culture.DateTimeFormat.ShortDatePattern, culture.DateTimeFormat.LongTimePattern) = ("dd.MM.yyyy", "HH:mm:ss");
        return culture;
    }

    [GeneratedRegex(@"^[\w.+]*Exception|CS\d+")]
    private static partial Regex ErrorKind();

    [GeneratedRegex(@"<style>\s*\.dni-code-hint.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex(@"Submission#\d+")]
    private static partial Regex Submission();

    [GeneratedRegex(@"<>f__AnonymousType\d+(#\d+)?(`\d\[((?<open>\[)|(?<-open>\])|[^\[\]])*\]|<((?<open><)|(?<-open>>)|[^<>])*>)?")]
    private static partial Regex AnonymousType();

    [GeneratedRegex(@"&lt;&gt;f__AnonymousType\d+(#\d+)?(`\d\[[^\]]*\])?")]
    private static partial Regex AnonymousName();

    [GeneratedRegex(@"<(\w+)>d__\d+")]
    private static partial Regex Iterator();

    /// <summary>Names of LINQ's inner types, at the head of plain text, depend on its version.</summary>
    [GeneratedRegex(@"\A(\w*Iterator<.*>|<ZipIterator>d<.*>|\w+\[,+\]|ArrayList|BitArray|Hashtable|NameValueCollection)(?=\n)")]
    private static partial Regex LinqName();
}
