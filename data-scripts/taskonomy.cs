#:project ../src/Marginalia

// Taskonomy, the owners' partition tiny: indoor images of 35 buildings, 512x512 pixels, with classes, depth, normals and occlusion edges. The owners' tool,
// https://github.com/EPFL-VILAB/omnidata, fetches the same files for more buildings and tasks.
// dotnet run data-scripts/taskonomy.cs -- --to DIR
//
// Addresses: https://github.com/EPFL-VILAB/omnidata (BUILDING_TASK.tar below https://datasets.epfl.ch/taskonomy/) and the table of parts of
// https://github.com/StanfordVL/taskonomy, data/README.md. The buildings of tiny: https://github.com/GitGyun/visual_token_matching. No sums are published here, so that
// only https and the readers tell whether the files are right.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

string[] buildings =
[
    "allensville", "beechwood", "benevolence", "coffeen", "collierville", "corozal", "cosmos", "darden", "forkland", "hanson", "hiteman", "ihlen",
    "klickitat", "lakeville", "leonardo", "lindenwood", "markleeville", "marstons", "mcdade", "merom", "mifflinburg", "muleshoe", "newfields", "noxapater",
    "onaga", "pinesdale", "pomaria", "ranchester", "shelbyville", "stockman", "tolstoy", "uvalda", "wainscott", "wiconisco", "woodbine",
];
string[] tasks = ["rgb", "segment_semantic", "depth_zbuffer", "normal", "edge_occlusion"];

return DataScript.Run(args, new Recipe
{
    Name = "Taskonomy (tiny)",
    Licence = "for non-commercial research and education only, see https://github.com/StanfordVL/taskonomy/blob/master/data/LICENSE",
    MustAccept = true,
    Page = "http://taskonomy.stanford.edu/",
    Paper = "Zamir et al. 2018, Taskonomy: disentangling task transfer learning, arXiv 1804.08328",
    UnpackedBytes = 250_000_000_000,
    Files =
    [
        new("splits_taskonomy.zip", 0) { Urls = ["https://github.com/StanfordVL/taskonomy/raw/master/data/assets/splits_taskonomy.zip"] },
        .. from building in buildings
           from task in tasks
           select new RemoteFile($"{building}_{task}.tar", 0) { Urls = [$"https://datasets.epfl.ch/taskonomy/{building}_{task}.tar"], Into = building },
    ],
    Open = folder => from split in Enum.GetValues<Split>() select new Taskonomy(folder, split),
});
