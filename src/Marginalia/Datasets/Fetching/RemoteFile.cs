namespace Marginalia.Datasets.Fetching;

/// <summary>One file of a data set as its owner gives it away. Without <see cref="Urls"/> the user fetches it by hand.</summary>
/// <param name="Name">The file's name, which also names what it is packed as: .zip, .tar, .tar.gz, .tgz, .tar.bz2, .tar.xz, .gz; any other is taken as it is.</param>
/// <param name="Size">Bytes; 0 where the owner does not say.</param>
public sealed record RemoteFile(string Name, long Size)
{
    /// <summary>Where it can be had, the first choice first. Plain http is used only where <see cref="Sha256"/> is known.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>SHA-256, 64 hexadecimal digits, or null where none is published.</summary>
    public string? Sha256 { get; init; }

    /// <summary>MD5, 32 hexadecimal digits, where the owner publishes only that, else null.</summary>
    public string? Md5 { get; init; }

    /// <summary>What to do to get the file by hand: the page, the link on it, the account it takes.</summary>
    public string? ByHand { get; init; }

    /// <summary>The folder in the data set that it is unpacked into; empty for the data set's own.</summary>
    public string Into { get; init; } = "";

    /// <summary>False: it stays packed.</summary>
    public bool Unpack { get; init; } = true;

    internal bool HasSum => Sha256 is not null || Md5 is not null;
}
