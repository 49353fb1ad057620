#:project ../src/Marginalia

// Fashion-MNIST: 28x28 pictures of clothes, 60,000 to train on and 10,000 to test on.
// dotnet run data-scripts/fashion-mnist.cs -- --to DIR
//
// Addresses, sizes and SHA-256: https://github.com/tensorflow/datasets, tensorflow_datasets/url_checksums/fashion_mnist.txt. The first address is the
// owner's repository, https://github.com/zalandoresearch/fashion-mnist, data/fashion.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "Fashion-MNIST",
    Licence = "MIT",
    Page = "https://github.com/zalandoresearch/fashion-mnist",
    Paper = "Xiao, Rasul, Vollgraf 2017, Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms, arXiv 1708.07747",
    UnpackedBytes = 54_950_048,
    Files =
    [
        Part("train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        Part("train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        Part("t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        Part("t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
    ],
    Open = folder => [new FashionMnist(folder, Split.Train), new FashionMnist(folder, Split.Test)],
});

static RemoteFile Part(string name, long size, string sha256) => new(name, size)
{
    Urls = [$"https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/{name}", $"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/{name}"],
    Sha256 = sha256,
};
