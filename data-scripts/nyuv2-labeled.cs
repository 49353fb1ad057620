#:project ../src/Marginalia

// The labelled part of NYUv2 as its owners give it: 1,449 indoor images of 480x640 pixels with 894 classes, instances and depth.
// dotnet run data-scripts/nyuv2-labeled.cs -- --to DIR
//
// Addresses: https://cs.nyu.edu/~silberman/datasets/nyu_depth_v2.html. The owners publish no sums; sizes and SHA-256 are those that several independent projects
// have recorded of what they fetched from the owners' server.
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
        Part("nyu_depth_v2/nyu_depth_v2_labeled.mat", 2_972_037_809, "2d724b0c0ab358aa1ce5df855e5bd14a2279ab7202efe22f32a30d612dcb86aa"),
        Part("indoor_seg_sup/splits.mat", 2_626, "6e081404491a8bfba2f066beaa9713ef6046f9007aa5f799f2a350506a580cee"),
    ],
    Open = folder => [new NyuV2Labeled(folder, Split.Train), new NyuV2Labeled(folder, Split.Test)],
});

static RemoteFile Part(string path, long size, string sha256) => new(Path.GetFileName(path), size)
{
    Urls = [$"https://horatio.cs.nyu.edu/mit/silberman/{path}", $"http://horatio.cs.nyu.edu/mit/silberman/{path}"],
    Sha256 = sha256,
};
