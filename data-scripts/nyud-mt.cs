#:project ../src/Marginalia

// NYUv2 with 40 classes, depth, normals and edges, as the surveys of multi-task learning have it: 795 + 654 images.
// dotnet run data-scripts/nyud-mt.cs -- --to DIR
//
// Address: https://github.com/facebookresearch/astmt, fblib/dataloaders/nyud.py. No size and no sum is published, so that only https, the sum in the archive and the
// readers tell whether it is right.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "NYUv2 (NYUD_MT)",
    Licence = "none stated; the owners ask to cite the papers",
    Page = "https://github.com/facebookresearch/astmt",
    Paper = "Silberman, Hoiem, Kohli, Fergus 2012, Indoor segmentation and support inference from RGBD images; Maninis, Radosavovic, Kokkinos 2019, arXiv 1904.08918",
    UnpackedBytes = 4_000_000_000,
    Inner = "NYUD_MT",
    Files = [new("NYUD_MT.tgz", 0) { Urls = ["https://data.vision.ee.ethz.ch/kmaninis/share/MTL/NYUD_MT.tgz"] }],
    Open = folder => [new NyuV2Forty(folder, Split.Train), new NyuV2Forty(folder, Split.Test)],
});
