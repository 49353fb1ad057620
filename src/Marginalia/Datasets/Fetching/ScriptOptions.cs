namespace Marginalia.Datasets.Fetching;

/// <summary>The words that follow a script's name.</summary>
sealed record ScriptOptions
{
    public const string Help = """
          --to DIR          where the data set goes; DIR appears when it is complete, until then DIR.partial holds what has come
          --check           checks DIR against its receipt and with the readers; needs no network
          --accept          accepts the owner's terms
          --from PATH       a file that you fetched by hand, or a folder with such files; may be given several times
          --mirror URL      tried first: URL/NAME for each file; may be given several times; plain http only for files whose SHA-256 is known
          --download-only   stops when the files are in DIR.partial/files; the same command without it goes on from there
          --allow-problems  takes the data set although its readers find something wrong; marginalia.json lists it
          --help            this
        """;

    public string? To { get; private set; }

    public bool Check { get; private set; }

    public bool Accept { get; private set; }

    public bool DownloadOnly { get; private set; }

    public bool AllowProblems { get; private set; }

    public bool ShowHelp { get; private set; }

    public List<string> From { get; } = [];

    public List<Uri> Mirrors { get; } = [];

    /// <exception cref="FetchException">A word is not one of the <see cref="Help"/>.</exception>
    public static ScriptOptions Parse(IReadOnlyList<string> words)
    {
        var options = new ScriptOptions();
        var rest = new Queue<string>(words);
        while (rest.TryDequeue(out string? word))
        {
            string name = word;
            if (word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=') is > 0 and var equals)
            {
                name = word[..equals];
                rest = new([word[(equals + 1)..], .. rest]);
            }

            options.Set(name, rest);
        }

        return options.ShowHelp || options.To is not null ? options : throw new FetchException($"--to DIR is missing: where the data set goes.{Environment.NewLine}{Help}", 2);
    }

    void Set(string name, Queue<string> rest)
    {
        switch (name)
        {
            case "--to": To = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Value())); break;
            case "--from": From.Add(Path.GetFullPath(Value())); break;
            case "--mirror": Mirrors.Add(Mirror(Value())); break;
            case "--check": Check = true; break;
            case "--accept": Accept = true; break;
            case "--download-only": DownloadOnly = true; break;
            case "--allow-problems": AllowProblems = true; break;
            case "--help" or "-h": ShowHelp = true; break;
            default: throw new FetchException($"'{name}' is not known here; there are{Environment.NewLine}{Help}", 2);
        }

        string Value() => rest.TryDequeue(out string? value) && value.Length > 0 ? value : throw new FetchException($"{name} needs a value.{Environment.NewLine}{Help}", 2);
    }

    static Uri Mirror(string text) => Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
        ? url
        : throw new FetchException($"--mirror {text}: expected an address that begins with https:// (or http://)", 2);
}
