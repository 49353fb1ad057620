#:project ../src/Marginalia

// Office-Home: about 15,500 images of 65 things in four domains. The owner gives it away through Google Drive, so that it is fetched by hand.
// dotnet run data-scripts/office-home.cs -- --to DIR
//
// The address is that of the owner's page, https://www.hemanthdv.org/officeHomeDataset.html. The owner publishes no sum; the MD5 is the one that several public
// loaders of the set hold the file against.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "Office-Home",
    Licence = "for non-commercial research and education; see the page",
    Page = "https://www.hemanthdv.org/officeHomeDataset.html",
    Paper = "Venkateswara, Eusebio, Chakraborty, Panchanathan 2017, Deep hashing network for unsupervised domain adaptation",
    UnpackedBytes = 1_200_000_000,
    Inner = "OfficeHomeDataset_10072016",
    Files =
    [
        new("OfficeHomeDataset_10072016.zip", 0)
        {
            ByHand = "https://drive.google.com/file/d/0B81rNlvomiwed0V1YUxQdC1uOTg/view?resourcekey=0-2SNWq0CDAuWOBRRBL7ZZsw",
            Md5 = "b1c14819770c4448fd5b6d931031c91c",
        },
    ],
    Open = folder => from split in Enum.GetValues<Split>() select new OfficeHome(folder, split),
});
