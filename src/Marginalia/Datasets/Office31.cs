namespace Marginalia.Datasets;

/// <summary>
/// Office-31: 4,110 images of 31 things from an office in three domains (Saenko, Kulis, Fritz, Darrell 2010, "Adapting visual category models to new
/// domains"; https://faculty.cc.gatech.edu/~judy/domainadapt). Names are those of <see cref="DomainImages"/>.
/// </summary>
/// <remarks>Files: <c>amazon/images/CLASS/*.jpg</c>, or without <c>images</c>; so for <c>dslr</c> and <c>webcam</c>.</remarks>
public sealed class Office31 : DomainImages
{
    /// <summary>Lists a part; the owners made none, so that each class of each domain is divided at random.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="split">Which part.</param>
    /// <param name="domains">Some of amazon, dslr, webcam; null is all three.</param>
    /// <param name="validation">Share of the images for validation.</param>
    /// <param name="test">Share of the images for testing; the others are for training, all of them where both shares are 0.</param>
    /// <param name="seed">Seed of the division.</param>
    /// <exception cref="DatasetException">Folders are missing, or the domains differ in their classes.</exception>
    /// <exception cref="ArgumentException">The shares are no shares.</exception>
    public Office31(string root, Split split, IReadOnlyList<string>? domains = null, double validation = 0.2, double test = 0.2, long seed = 7)
        : base(root, split, domains ?? ["amazon", "dslr", "webcam"], domain => [Path.Combine(domain, "images"), domain], validation, test, seed)
    {
    }
}
