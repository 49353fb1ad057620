#:project ../src/Marginalia

// PASCAL VOC 2012: 11,540 pictures with boxes of 20 classes, 2,913 of them with masks, for training and validation. The test pictures take an account and have no labels.
// dotnet run data-scripts/voc2012.cs -- --to DIR
//
// Size and SHA-256: https://github.com/tensorflow/datasets, tensorflow_datasets/url_checksums/voc.txt, for a mirror; the MD5 of the owners' file, which torchvision knows
// (https://github.com/pytorch/vision, torchvision/datasets/voc.py), is 6cd6e144f989b92b3379bac3b3de84fd.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

const string Name = "VOCtrainval_11-May-2012.tar";

return DataScript.Run(args, new Recipe
{
    Name = "PASCAL VOC 2012",
    Licence = "pictures under the terms of use of Flickr",
    Page = "http://host.robots.ox.ac.uk/pascal/VOC/voc2012/",
    Paper = "Everingham, Van Gool, Williams, Winn, Zisserman 2010, The Pascal visual object classes challenge",
    UnpackedBytes = 2_000_000_000,
    Files =
    [
        new(Name, 1_999_639_040)
        {
            Urls = [$"https://pjreddie.com/media/files/{Name}", $"http://host.robots.ox.ac.uk/pascal/VOC/voc2012/{Name}"],
            Sha256 = "e14f763270cf193d0b5f74b169f44157a4b0c6efa708f4dd0ff78ee691763bcb",
        },
    ],
    Open = folder => from task in new[] { VocTask.Detection, VocTask.Segmentation } from split in new[] { Split.Train, Split.Validation } select new Voc(folder, split, task),
});
