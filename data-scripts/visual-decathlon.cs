#:project ../src/Marginalia

// Visual Domain Decathlon: ten classifications, images of a shorter side of 72 pixels.
// dotnet run data-scripts/visual-decathlon.cs -- --to DIR
//
// Addresses, sizes and SHA-256: https://github.com/tensorflow/datasets, tensorflow_datasets/url_checksums/visual_domain_decathlon.txt. The images of ImageNet have moved
// since, and are held against the same sum.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "Visual Decathlon",
    Licence = "those of its ten sets; ImageNet's: for non-commercial research and education only, see https://image-net.org/download.php",
    MustAccept = true,
    Page = "https://www.robots.ox.ac.uk/~vgg/decathlon/",
    Paper = "Rebuffi, Bilen, Vedaldi 2017, Learning multiple visual domains with residual adapters, arXiv 1705.08045",
    UnpackedBytes = 7_500_000_000,
    Inner = "decathlon-1.0",
    Files =
    [
        Part("decathlon-1.0-devkit.tar.gz", 23_503_205, "f86d9e128678434ff2a3a374f00eb3e2ec2267e15e53ddae5f19ff19378b5ff7", ""),
        Part("decathlon-1.0-data.tar.gz", 406_351_554, "8eca928bda025d855c91a78db45b3b18bc322efd7b1462a041e62c27b3c83c25", "decathlon-1.0/data"),
        new("decathlon-1.0-data-imagenet.tar", 6_535_075_840)
        {
            Urls = ["https://image-net.org/data/decathlon-1.0-data-imagenet.tar"],
            Sha256 = "93caac18a907266f917136849c1db7bbf88dd595120af1a8eea7177138962e4a",
            ByHand = "if it is not to be had without: log in at https://image-net.org; the page of the Decathlon links it.",
            Into = "decathlon-1.0/data",
        },
    ],
    Arrange = folder =>
    {
        foreach (string domain in Directory.GetFiles(Path.Combine(folder, "data"), "*.tar"))
            DataScript.Unpack(domain, Path.Combine(folder, "data"));
    },
    Open = folder => from domain in VisualDecathlon.Domains from split in Enum.GetValues<Split>() select new VisualDecathlon(folder, split, domain),
});

static RemoteFile Part(string name, long size, string sha256, string into) => new(name, size)
{
    Urls = [$"https://www.robots.ox.ac.uk/~vgg/share/{name}", $"http://www.robots.ox.ac.uk/~vgg/share/{name}"],
    Sha256 = sha256,
    Into = into,
};
