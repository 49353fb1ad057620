namespace Marginalia.Datasets;

/// <summary>
/// CIFAR-10 with a test set without near-duplicates of training images (Barz, Denzler 2020, "Do we train on test data? Purging CIFAR of
/// near-duplicates", arXiv 1902.00423; https://cvjena.github.io/cifair). Names are those of <see cref="Cifar10"/>; the training images are the same.
/// </summary>
/// <remarks>Files: those of <see cref="Cifar10"/>, in the folder or in the archive's <c>ciFAIR-10</c>; the owners publish Python's version.</remarks>
public sealed class CiFair10 : Cifar10
{
    /// <inheritdoc cref="Cifar10(string, Split, int)"/>
    public CiFair10(string root, Split split, int validation = 0)
        : base(root, ["ciFAIR-10"], split, validation)
    {
    }
}
