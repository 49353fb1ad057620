#:project ../src/Marginalia

// NYUv2 as prepared for MTAN: 795 + 654 indoor images of 288x384 pixels with 13 classes, depth and normals. The authors give it away as a folder of Dropbox, which
// packs it anew for everybody, without a sum and without resumption, so that it is fetched by hand.
// dotnet run data-scripts/nyuv2.cs -- --to DIR
//
// The address is that of the authors' page, https://github.com/lorenmt/mtan.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "NYUv2 (MTAN)",
    Licence = "none stated; the owners ask to cite the papers",
    Page = "https://github.com/lorenmt/mtan",
    Paper = "Silberman, Hoiem, Kohli, Fergus 2012, Indoor segmentation and support inference from RGBD images; Liu, Johns, Davison 2019, arXiv 1803.10704",
    UnpackedBytes = 10_500_000_000,
    Inner = "nyuv2",
    Files =
    [
        new("nyuv2.zip", 0)
        {
            ByHand = "Download on https://www.dropbox.com/sh/86nssgwm6hm3vkb/AACrnUQ4GxpdrBbLjb6n-mWNa?dl=0 (some 9 GB), named nyuv2.zip.",
        },
    ],
    Open = folder => [new NyuV2(folder, Split.Train), new NyuV2(folder, Split.Test)],
});
