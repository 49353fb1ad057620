#:project ../src/Marginalia

// CIFAR-100: 32x32 colour images of a hundred classes in twenty groups, 50,000 to train on and 10,000 to test on; the binary version.
// dotnet run data-scripts/cifar100.cs -- --to DIR
//
// Address, size and SHA-256: https://github.com/tensorflow/datasets, tensorflow_datasets/url_checksums/cifar100.txt.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "CIFAR-100",
    Licence = "none stated; the owner asks to cite the report",
    Page = "https://www.cs.toronto.edu/~kriz/cifar.html",
    Paper = "Krizhevsky 2009, Learning multiple layers of features from tiny images",
    UnpackedBytes = 185_000_000,
    Files =
    [
        new("cifar-100-binary.tar.gz", 168_513_733)
        {
            Urls = ["https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"],
            Sha256 = "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
        },
    ],
    Open = folder => [new Cifar100(folder, Split.Train), new Cifar100(folder, Split.Test)],
});
