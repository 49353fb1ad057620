#:project ../src/Marginalia

// ciFAIR-10 and ciFAIR-100: CIFAR with test sets that hold no near-duplicates of training images.
// dotnet run data-scripts/cifair.cs -- --to DIR
//
// Addresses and MD5 (the owners publish no SHA-256): https://github.com/cvjena/cifair, loaders/pytorch/cifair.py.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "ciFAIR",
    Licence = "none stated; that of CIFAR",
    Page = "https://cvjena.github.io/cifair/",
    Paper = "Barz, Denzler 2020, Do we train on test data? Purging CIFAR of near-duplicates, arXiv 1902.00423",
    UnpackedBytes = 375_000_000,
    Files =
    [
        new("ciFAIR-10.zip", 0)
        {
            Urls = ["https://github.com/cvjena/cifair/releases/download/v1.0/ciFAIR-10.zip"],
            Md5 = "ca08fd390f0839693d3fc45c4e49585f",
        },
        new("ciFAIR-100.zip", 0)
        {
            Urls = ["https://github.com/cvjena/cifair/releases/download/v1.0/ciFAIR-100.zip"],
            Md5 = "ddc236ab4b12eeb8b20b952614861a33",
        },
    ],
    Open = folder => [new CiFair10(folder, Split.Train), new CiFair10(folder, Split.Test), new CiFair100(folder, Split.Train), new CiFair100(folder, Split.Test)],
});
