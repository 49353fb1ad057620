namespace Marginalia.Datasets;

/// <summary>
/// Office-Home: about 15,500 images of 65 things from offices and homes in four domains (Venkateswara, Eusebio, Chakraborty, Panchanathan 2017, "Deep
/// hashing network for unsupervised domain adaptation"; https://www.hemanthdv.org/officeHomeDataset.html). Names are those of <see cref="DomainImages"/>.
/// </summary>
/// <remarks>Files: <c>Art/CLASS/*.jpg</c>; so for <c>Clipart</c>, <c>Product</c> and <c>Real World</c>, which may also be <c>Real_World</c> or <c>RealWorld</c>.</remarks>
public sealed class OfficeHome : DomainImages
{
    /// <summary>Lists a part; the owners made none, so that each class of each domain is divided at random.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="split">Which part.</param>
    /// <param name="domains">Some of Art, Clipart, Product, Real World; null is all four.</param>
    /// <param name="validation">Share of the images for validation.</param>
    /// <param name="test">Share of the images for testing; the others are for training, all of them where both shares are 0.</param>
    /// <param name="seed">Seed of the division.</param>
    /// <exception cref="DatasetException">Folders are missing, or the domains differ in their classes.</exception>
    /// <exception cref="ArgumentException">The shares are no shares.</exception>
    public OfficeHome(string root, Split split, IReadOnlyList<string>? domains = null, double validation = 0.2, double test = 0.2, long seed = 7)
        : base(root, split, domains ?? ["Art", "Clipart", "Product", "Real World"], domain => [domain, domain.Replace(' ', '_'), domain.Replace(" ", "")], validation, test, seed)
    {
    }
}
