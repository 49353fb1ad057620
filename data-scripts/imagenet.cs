#:project ../src/Marginalia

// ImageNet (ILSVRC 2012): 1,281,167 images to train on and 50,000 to validate on, 1,000 classes. It takes an account, so that it is fetched by hand.
// The images become train/SYNSET and val/SYNSET; the classes of the validation images are those of the development kit.
// dotnet run data-scripts/imagenet.cs -- --to DIR
//
// MD5 (the owner publishes no SHA-256): https://github.com/pytorch/vision, torchvision/datasets/imagenet.py. Sizes:
// https://github.com/CompVis/taming-transformers, taming/data/imagenet.py.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;
using Marginalia.Datasets.Files;

const string Kit = "ILSVRC2012_devkit_t12";

return DataScript.Run(args, new Recipe
{
    Name = "ImageNet",
    Licence = "for non-commercial research and education only; the terms of access are on the page",
    MustAccept = true,
    Page = "https://image-net.org/download.php",
    Paper = "Russakovsky et al. 2015, ImageNet large scale visual recognition challenge, arXiv 1409.0575",
    UnpackedBytes = 155_000_000_000,
    Files =
    [
        Part("ILSVRC2012_img_train.tar", 147_897_477_120, "1d675b47d978889d74fa0da5fadfb00e", "train", "Training images (Task 1 & 2)"),
        Part("ILSVRC2012_img_val.tar", 6_744_924_160, "29b22e2961454d5413ddabcf34fc5622", "val", "Validation images (all tasks)"),
        Part($"{Kit}.tar.gz", 0, "fa75699e90414af021442c21a62c3abf", "", "Development kit (Task 1 & 2)"),
    ],
    Arrange = Arrange,
    Open = folder => [new ImageFolder(folder, Split.Train), new ImageFolder(folder, Split.Validation)],
});

static RemoteFile Part(string name, long size, string md5, string into, string link) => new(name, size)
{
    ByHand = $"log in at https://image-net.org, then ILSVRC 2012 on https://image-net.org/download-images.php: {link}.",
    Md5 = md5,
    Into = into,
};

static void Arrange(string folder)
{
    foreach (string synset in Directory.GetFiles(Path.Combine(folder, "train"), "n*.tar"))
        DataScript.Unpack(synset, synset[..^4]);

    // Line i of the kit's text is the number of the class of validation image i; meta.mat says which synset that is.
    string data = Path.Combine(folder, Kit, "data");
    using var meta = new MatFile(Path.Combine(data, "meta.mat"));
    var synsets = meta.Read("synsets").Items.ToDictionary(synset => (int)synset["ILSVRC2012_ID"].Number, synset => synset["WNID"].Text);
    string[] classes = File.ReadAllLines(Path.Combine(data, "ILSVRC2012_validation_ground_truth.txt"));
    for (int image = 1; image <= classes.Length; image++)
    {
        string name = $"ILSVRC2012_val_{image:00000000}.JPEG";
        string to = Directory.CreateDirectory(Path.Combine(folder, "val", synsets[int.Parse(classes[image - 1])])).FullName;
        File.Move(Path.Combine(folder, "val", name), Path.Combine(to, name));
    }
}
