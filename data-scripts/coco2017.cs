#:project ../src/Marginalia

// COCO 2017: 118,287 pictures to train on and 5,000 to validate on, with boxes, masks and keypoints of objects of 80 classes.
// dotnet run data-scripts/coco2017.cs -- --to DIR
//
// Sizes and SHA-256: https://github.com/tensorflow/datasets, tensorflow_datasets/url_checksums/coco2017.txt. The owners' server has no certificate of its own for
// https; the first address is the same bucket by its path.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "COCO 2017",
    Licence = "annotations CC BY 4.0; pictures under the terms of use of Flickr",
    Page = "https://cocodataset.org/#download",
    Paper = "Lin et al. 2014, Microsoft COCO: common objects in context, arXiv 1405.0312",
    UnpackedBytes = 21_500_000_000,
    Files =
    [
        Part("zips/train2017.zip", 19_336_861_798, "69a8bb58ea5f8f99d24875f21416de2e9ded3178e903f1f7603e283b9e06d929"),
        Part("zips/val2017.zip", 815_585_330, "4f7e2ccb2866ec5041993c9cf2a952bbed69647b115d0f74da7ce8f4bef82f05"),
        Part("annotations/annotations_trainval2017.zip", 252_907_541, "113a836d90195ee1f884e704da6304dfaaecff1f023f49b6ca93c4aaae470268"),
    ],
    Open = folder => from split in new[] { Split.Train, Split.Validation } from task in new[] { CocoTask.Segmentation, CocoTask.Keypoints } select new Coco(folder, split, task),
});

static RemoteFile Part(string path, long size, string sha256) => new(Path.GetFileName(path), size)
{
    Urls = [$"https://s3.amazonaws.com/images.cocodataset.org/{path}", $"http://images.cocodataset.org/{path}"],
    Sha256 = sha256,
};
