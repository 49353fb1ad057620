#:project ../src/Marginalia

// Cityscapes as prepared for MTAN: 2,975 + 500 streets of 128x256 pixels with 2, 7 and 19 classes and disparity. The authors give it away as a folder of Dropbox, which
// packs it anew for everybody, without a sum and without resumption, so that it is fetched by hand.
// dotnet run data-scripts/cityscapes-mtan.cs -- --to DIR
//
// The address is that of the authors' page, https://github.com/lorenmt/mtan.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "Cityscapes (MTAN)",
    Licence = "for non-commercial research and teaching; the agreement is on https://www.cityscapes-dataset.com/license/",
    MustAccept = true,
    Page = "https://github.com/lorenmt/mtan",
    Paper = "Cordts et al. 2016, The Cityscapes dataset for semantic urban scene understanding, arXiv 1604.01685; Liu, Johns, Davison 2019, arXiv 1803.10704",
    UnpackedBytes = 6_000_000_000,
    Inner = "cityscapes2",
    Files =
    [
        new("cityscapes2.zip", 0)
        {
            ByHand = "Download on https://www.dropbox.com/sh/gaw6vh6qusoyms6/AADwWi0Tp3E3M4B2xzeGlsEna?dl=0 (some 650 MB), named cityscapes2.zip.",
        },
    ],
    Open = folder => from classes in new[] { 2, 7, 19 } from split in new[] { Split.Train, Split.Test } select new Cityscapes(folder, split, classes),
});
