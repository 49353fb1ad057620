#:project ../src/Marginalia

// QM9: 133,885 small molecules with 15 computed properties; uncharacterized.txt lists those that failed the owners' check of consistency.
// dotnet run data-scripts/qm9.cs -- --to DIR
//
// Addresses, sizes and MD5 (the owners publish no SHA-256): https://api.figshare.com/v2/articles/1057646 and https://api.figshare.com/v2/articles/1057644. The licence is
// as https://github.com/jla-gardner/load-atoms has it.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "QM9",
    Licence = "CC0",
    Page = "https://figshare.com/collections/Quantum_chemistry_structures_and_properties_of_134_kilo_molecules/978904",
    Paper = "Ramakrishnan, Dral, Rupp, von Lilienfeld 2014, Quantum chemistry structures and properties of 134 kilo molecules, doi 10.1038/sdata.2014.22",
    UnpackedBytes = 550_000_000,
    Files =
    [
        new("dsgdb9nsd.xyz.tar.bz2", 86_144_227)
        {
            Urls = ["https://ndownloader.figshare.com/files/3195389"],
            Md5 = "ad1ebd51ee7f5b3a6e32e974e5d54012",
        },
        new("uncharacterized.txt", 486_752)
        {
            Urls = ["https://ndownloader.figshare.com/files/3195404"],
            Md5 = "a361887bacb427b8a0ce7903d92a53b4",
        },
    ],
    Open = folder => from split in Enum.GetValues<Split>() select new Qm9(folder, split),
});
