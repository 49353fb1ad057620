#:project ../src/Marginalia

// The labelled part of NYUv2 as its owners give it: 1,449 indoor images of 480x640 pixels with 894 classes, instances and depth.
// dotnet run data-scripts/nyuv2-labeled.cs -- --to DIR
//
// Addresses: https://cs.nyu.edu/~silberman/datasets/nyu_depth_v2.html, by https. No sum is published, so that only https and the reader tell whether the files are right.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "NYUv2 (labelled)",
    Licence = "none stated; the owners ask to cite the paper",
    Page = "https://cs.nyu.edu/~silberman/datasets/nyu_depth_v2.html",
    Paper = "Silberman, Hoiem, Kohli, Fergus 2012, Indoor segmentation and support inference from RGBD images",
    UnpackedBytes = 3_000_000_000,
    Files =
    [
        new("nyu_depth_v2_labeled.mat", 0) { Urls = ["https://horatio.cs.nyu.edu/mit/silberman/nyu_depth_v2/nyu_depth_v2_labeled.mat"] },
        new("splits.mat", 0) { Urls = ["https://horatio.cs.nyu.edu/mit/silberman/indoor_seg_sup/splits.mat"] },
    ],
    Open = folder => [new NyuV2Labeled(folder, Split.Train), new NyuV2Labeled(folder, Split.Test)],
});
