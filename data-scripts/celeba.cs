#:project ../src/Marginalia

// CelebA: 202,599 aligned faces with 40 attributes and five landmarks. The owners give it away through Google Drive, which asks to confirm large files and
// limits how often they are fetched, so that it is fetched by hand.
// dotnet run data-scripts/celeba.cs -- --to DIR
//
// Sizes and SHA-256: https://github.com/tensorflow/datasets, tensorflow_datasets/url_checksums/celeb_a.txt, whose ids are named in
// https://github.com/pytorch/vision, torchvision/datasets/celeba.py.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

return DataScript.Run(args, new Recipe
{
    Name = "CelebA",
    Licence = "for non-commercial research only; the agreement is on the page",
    MustAccept = true,
    Page = "https://mmlab.ie.cuhk.edu.hk/projects/CelebA.html",
    Paper = "Liu, Luo, Wang, Tang 2015, Deep learning face attributes in the wild, arXiv 1411.7766",
    UnpackedBytes = 1_500_000_000,
    Files =
    [
        Part("img_align_celeba.zip", "Img", "0B7EVK8r0v71pZjFTYXZWM3FlRnM", 1_443_490_838, "46fb89443c578308acf364d7d379fe1b9efb793042c0af734b6112e4fd3a8c74"),
        Part("list_attr_celeba.txt", "Anno", "0B7EVK8r0v71pblRyaVFSWGxPY0U", 26_721_026, "f0e5da289d5ccf75ffe8811132694922b60f2af59256ed362afa03fefba324d0"),
        Part("list_landmarks_align_celeba.txt", "Anno", "0B7EVK8r0v71pd0FJY3Blby1HUTQ", 12_156_055, "6c02a87569907f6db2ba99019085697596730e8129f67a3d61659f198c48d43b"),
        Part("list_eval_partition.txt", "Eval", "0B7EVK8r0v71pY0NSMzRuSXJEVkk", 2_836_386, "fc955bcb3ef8fbdf7d5640d9a8693a8431b5f2ee291a5c1449a1549e7e073fe7"),
    ],
    Open = folder => from split in Enum.GetValues<Split>() select new CelebA(folder, split, landmarks: true),
});

static RemoteFile Part(string name, string folder, string id, long size, string sha256) => new(name, size)
{
    ByHand = $"follow Google Drive on the page, folder {folder}, or https://drive.google.com/uc?export=download&id={id}.",
    Sha256 = sha256,
};
