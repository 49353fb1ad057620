namespace Marginalia.Datasets;

/// <summary>
/// CIFAR-100 with a test set without near-duplicates of training images (Barz, Denzler 2020, "Do we train on test data? Purging CIFAR of
/// near-duplicates", arXiv 1902.00423; https://cvjena.github.io/cifair). Names are those of <see cref="Cifar100"/>; the training images are the same.
/// </summary>
/// <remarks>Files: those of <see cref="Cifar100"/>, in the folder or in the archive's <c>ciFAIR-100</c>; the owners publish Python's version.</remarks>
public sealed class CiFair100 : Cifar100
{
    /// <inheritdoc cref="Cifar10(string, Split, int)"/>
    public CiFair100(string root, Split split, int validation = 0)
        : base(root, ["ciFAIR-100"], split, validation)
    {
    }
}
