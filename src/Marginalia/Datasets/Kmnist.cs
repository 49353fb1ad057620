namespace Marginalia.Datasets;

/// <summary>
/// Kuzushiji-MNIST: 60,000 + 10,000 cursive Japanese characters in the format of MNIST (Clanuwat et al. 2018, arXiv 1812.01718;
/// https://github.com/rois-codh/kmnist). Names and files are those of <see cref="Mnist"/>, also in <c>KMNIST/raw</c>.
/// </summary>
public sealed class Kmnist : Mnist
{
    /// <inheritdoc cref="Mnist(string, Split, int)"/>
    public Kmnist(string root, Split split, int validation = 0)
        : base(root, "KMNIST", split, validation)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes => ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"];
}
