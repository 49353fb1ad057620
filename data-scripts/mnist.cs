#:project ../src/Marginalia

// MNIST: 28x28 handwritten digits, 60,000 to train on and 10,000 to test on.
// dotnet run data-scripts/mnist.cs -- --to DIR
//
// Sizes and SHA-256: https://github.com/tensorflow/datasets, tensorflow_datasets/url_checksums/mnist.txt. The second address is torchvision's:
// https://github.com/pytorch/vision, torchvision/datasets/mnist.py. The licence is as https://keras.io/api/datasets/mnist has it.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "MNIST",
    Licence = "CC BY-SA 3.0",
    Page = "http://yann.lecun.com/exdb/mnist/",
    Paper = "LeCun, Bottou, Bengio, Haffner 1998, Gradient-based learning applied to document recognition",
    UnpackedBytes = 54_950_048,
    Files =
    [
        Part("train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        Part("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        Part("t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        Part("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ],
    Open = folder => [new Mnist(folder, Split.Train), new Mnist(folder, Split.Test)],
});

static RemoteFile Part(string name, long size, string sha256) => new(name, size)
{
    Urls = [$"https://storage.googleapis.com/cvdf-datasets/mnist/{name}", $"https://ossci-datasets.s3.amazonaws.com/mnist/{name}"],
    Sha256 = sha256,
};
