#:project ../src/Marginalia

// Cornell's grasping data: 885 pictures of 244 things with rectangles where a gripper holds or fails. The owners' server is gone, and no sum is known; the copy that
// the field uses is at Kaggle, which takes an account, so that it is fetched by hand.
// dotnet run data-scripts/cornell-grasp.cs -- --to DIR
//
// The copy is the one that https://github.com/skumra/robotic-grasping names.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "Cornell grasping data",
    Licence = "none stated; the owners ask to cite the papers",
    Page = "https://www.kaggle.com/datasets/oneoneliu/cornell-grasp",
    Paper = "Lenz, Lee, Saxena 2015, Deep learning for detecting robotic grasps, arXiv 1301.3592",
    UnpackedBytes = 6_000_000_000,
    Files = [new("archive.zip", 0) { ByHand = "Download on https://www.kaggle.com/datasets/oneoneliu/cornell-grasp, which Kaggle names archive.zip." }],
    Open = folder => from split in Enum.GetValues<Split>() select new CornellGrasp(folder, split, failures: true),
});
