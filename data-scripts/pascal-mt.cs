#:project ../src/Marginalia

// PASCAL-Context for five tasks, as the surveys of multi-task learning have it: 4,998 + 5,105 pictures.
// dotnet run data-scripts/pascal-mt.cs -- --to DIR
//
// Address: https://github.com/facebookresearch/astmt, fblib/dataloaders/pascal_context.py. No size and no sum is published, so that only https, the sum in the archive and the
// readers tell whether it is right.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "PASCAL-Context (PASCAL_MT)",
    Licence = "none stated; the owners ask to cite the papers",
    Page = "https://github.com/facebookresearch/astmt",
    Paper = "Chen et al. 2014, Detect what you can: detecting and representing objects using holistic models and body parts; Maninis, Radosavovic, Kokkinos 2019, arXiv 1904.08918",
    UnpackedBytes = 4_000_000_000,
    Inner = "PASCAL_MT",
    Files = [new("PASCAL_MT.tgz", 0) { Urls = ["https://data.vision.ee.ethz.ch/kmaninis/share/MTL/PASCAL_MT.tgz"] }],
    Open = folder => [new PascalContext(folder, Split.Train), new PascalContext(folder, Split.Test)],
});
