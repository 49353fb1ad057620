#:project ../src/Marginalia

// Cityscapes: 2,975 + 500 + 1,525 streets of 1024x2048 pixels with classes, disparities and cameras. It takes an account, so that it is fetched by hand.
// dotnet run data-scripts/cityscapes.cs -- --to DIR
//
// The names are those of https://www.cityscapes-dataset.com/downloads/ (also https://github.com/tensorflow/datasets, cityscapes.py). The owners' sums are behind the
// log-in, so that only the sums in the archives and the readers tell whether the files are right.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "Cityscapes",
    Licence = "for non-commercial research and teaching; the agreement is on https://www.cityscapes-dataset.com/license/",
    MustAccept = true,
    Page = "https://www.cityscapes-dataset.com/",
    Paper = "Cordts et al. 2016, The Cityscapes dataset for semantic urban scene understanding, arXiv 1604.01685",
    UnpackedBytes = 16_000_000_000,
    Files = [Part("leftImg8bit"), Part("gtFine"), Part("disparity"), Part("camera")],
    Arrange = folder =>
    {
        foreach (string part in new[] { "leftImg8bit", "gtFine", "disparity", "camera" })
            Directory.Move(Path.Combine(folder, $"{part}_trainvaltest", part), Path.Combine(folder, part));
    },
    Open = folder => from split in Enum.GetValues<Split>() select new CityscapesFolders(folder, split, depth: true, disparity: true),
});

// Each archive has a README of its own beside its folder.
static RemoteFile Part(string part) => new($"{part}_trainvaltest.zip", 0)
{
    ByHand = "log in at https://www.cityscapes-dataset.com/login/, then https://www.cityscapes-dataset.com/downloads/.",
    Into = $"{part}_trainvaltest",
};
