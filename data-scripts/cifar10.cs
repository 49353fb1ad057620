#:project ../src/Marginalia

// CIFAR-10: 32x32 colour images of ten classes, 50,000 to train on and 10,000 to test on; the binary version.
// dotnet run data-scripts/cifar10.cs -- --to DIR
//
// Address, size and SHA-256: https://github.com/tensorflow/datasets, tensorflow_datasets/url_checksums/cifar10.txt.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "CIFAR-10",
    Licence = "none stated; the owner asks to cite the report",
    Page = "https://www.cs.toronto.edu/~kriz/cifar.html",
    Paper = "Krizhevsky 2009, Learning multiple layers of features from tiny images",
    UnpackedBytes = 185_000_000,
    Files =
    [
        new("cifar-10-binary.tar.gz", 170_052_171)
        {
            Urls = ["https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"],
            Sha256 = "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        },
    ],
    Open = folder => [new Cifar10(folder, Split.Train), new Cifar10(folder, Split.Test)],
});
