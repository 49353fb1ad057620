namespace Marginalia.Datasets.Fetching;

/// <summary>What a script takes from its surroundings; tests replace it.</summary>
sealed record FetchSettings
{
    static readonly AsyncLocal<FetchSettings?> local = new();

    /// <summary>The settings of this flow of control.</summary>
    public static FetchSettings Current
    {
        get => local.Value ?? new();
        set => local.Value = value;
    }

    public TextWriter Out { get; init; } = Console.Out;

    public TextWriter Error { get; init; } = Console.Error;

    /// <summary>Whether a bar can be drawn over itself.</summary>
    public bool Terminal { get; init; } = !Console.IsErrorRedirected;

    /// <summary>Reads a line from the user; null where nobody can answer.</summary>
    public Func<string?> Answer { get; init; } = () => Console.IsInputRedirected ? null : Console.ReadLine();

    public Func<HttpMessageHandler> Http { get; init; } = () => new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(30) };

    /// <summary>Bytes that can still be written to the file system of a folder.</summary>
    public Func<string, long> FreeSpace { get; init; } = folder => new DriveInfo(folder).AvailableFreeSpace;

    public Func<TimeSpan, CancellationToken, Task> Delay { get; init; } = Task.Delay;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long a connection may be silent.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Requests in a row that bring not one byte, before a file is given up.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>Requests for one file, whatever they bring.</summary>
    public int Requests { get; init; } = 2000;

    /// <summary>Is given the recipe instead of a run.</summary>
    public Action<Recipe>? Inspect { get; init; }

    /// <summary>Ends the work.</summary>
    public CancellationToken Cancel { get; init; }

    public UnpackLimits Limits { get; init; } = new();
}
