namespace Marginalia.Datasets;

/// <summary>
/// Fashion-MNIST: 60,000 + 10,000 pictures of clothes in the format of MNIST (Xiao, Rasul, Vollgraf 2017, arXiv 1708.07747;
/// https://github.com/zalandoresearch/fashion-mnist). Names and files are those of <see cref="Mnist"/>, also in <c>FashionMNIST/raw</c>.
/// </summary>
public sealed class FashionMnist : Mnist
{
    /// <inheritdoc cref="Mnist(string, Split, int)"/>
    public FashionMnist(string root, Split split, int validation = 0)
        : base(root, "FashionMNIST", split, validation)
    {
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Classes =>
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];
}
