#:project ../src/Marginalia

// PASCAL VOC 2007: 9,963 pictures with boxes of 20 classes, 632 of them with masks.
// dotnet run data-scripts/voc2007.cs -- --to DIR
//
// Sizes and SHA-256: https://github.com/tensorflow/datasets, tensorflow_datasets/url_checksums/voc.txt, for a mirror; the MD5 of the owners' file of training
// pictures, which torchvision knows (https://github.com/pytorch/vision, torchvision/datasets/voc.py), is c52e279531787c972589f7e41ab4ae64.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "PASCAL VOC 2007",
    Licence = "pictures under the terms of use of Flickr",
    Page = "http://host.robots.ox.ac.uk/pascal/VOC/voc2007/",
    Paper = "Everingham, Van Gool, Williams, Winn, Zisserman 2010, The Pascal visual object classes challenge",
    UnpackedBytes = 920_000_000,
    Files =
    [
        Part("VOCtrainval_06-Nov-2007.tar", 460_032_000, "7d8cd951101b0957ddfd7a530bdc8a94f06121cfc1e511bb5937e973020c7508"),
        Part("VOCtest_06-Nov-2007.tar", 451_020_800, "6836888e2e01dca84577a849d339fa4f73e1e4f135d312430c4856b5609b4892"),
    ],
    Open = folder => from task in new[] { VocTask.Detection, VocTask.Segmentation } from split in Enum.GetValues<Split>() select new Voc(folder, split, task),
});

static RemoteFile Part(string name, long size, string sha256) => new(name, size)
{
    Urls = [$"https://pjreddie.com/media/files/{name}", $"http://host.robots.ox.ac.uk/pascal/VOC/voc2007/{name}"],
    Sha256 = sha256,
};
