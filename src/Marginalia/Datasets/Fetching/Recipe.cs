namespace Marginalia.Datasets.Fetching;

/// <summary>What a data set is made of and how: the facts that a script of data-scripts/ states.</summary>
public sealed record Recipe
{
    /// <summary>The data set's name.</summary>
    public required string Name { get; init; }

    /// <summary>The licence, or the owner's terms in one sentence.</summary>
    public required string Licence { get; init; }

    /// <summary>The owner's page.</summary>
    public required string Page { get; init; }

    /// <summary>The paper to cite.</summary>
    public required string Paper { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<RemoteFile> Files { get; init; }

    /// <summary>Bytes that the finished folder takes, about. Archives that hold more than twice as much are refused.</summary>
    public required long UnpackedBytes { get; init; }

    /// <summary>Opens the finished folder with its readers; each is asked to <see cref="SampleDataset.Verify"/>, then disposed.</summary>
    public required Func<string, IEnumerable<SampleDataset>> Open { get; init; }

    /// <summary>True where the owner wants the terms to be accepted.</summary>
    public bool MustAccept { get; init; }

    /// <summary>A folder in the archives whose content is the data set: it moves up, where the archives have that folder.</summary>
    public string? Inner { get; init; }

    /// <summary>What is to be fetched: 1.2 GB, or over 1.2 GB where the owner does not say the size of every file, or nothing.</summary>
    internal string SizeToFetch => (Files.Sum(file => file.Size), Files.Any(file => file.Size == 0)) switch
    {
        (0, _) => "",
        (var known, true) => $"over {ProgressLine.Bytes(known)}",
        (var known, false) => ProgressLine.Bytes(known),
    };

    /// <summary>Changes what was unpacked into the layout of the readers; is given the folder.</summary>
    public Action<string>? Arrange { get; init; }
}
