#:project ../src/Marginalia

// Office-31: 4,110 images of 31 things from an office in three domains. The owners give it away through Google Drive, so that it is fetched by hand.
// dotnet run data-scripts/office-31.cs -- --to DIR
//
// The id at Google Drive is the one that the owners' page links, as for example https://github.com/tim-learn/SHOT has it. No sum is published.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "Office-31",
    Licence = "none stated; the owners ask to cite the paper",
    Page = "https://faculty.cc.gatech.edu/~judy/domainadapt/",
    Paper = "Saenko, Kulis, Fritz, Darrell 2010, Adapting visual category models to new domains",
    UnpackedBytes = 90_000_000,
    Inner = "domain_adaptation_images",
    Files =
    [
        new("domain_adaptation_images.tar.gz", 0)
        {
            ByHand = "https://drive.google.com/file/d/0B4IapRTv9pJ1WGZVd1VDMmhwdlE/view?resourcekey=0-gNMHVtZfRAyO_t2_WrOunA",
        },
    ],
    Open = folder => from split in Enum.GetValues<Split>() select new Office31(folder, split),
});
