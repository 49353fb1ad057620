#:project ../src/Marginalia

// MVTec AD: 5,354 images of 15 kinds of things and surfaces, the faulty ones with masks.
// dotnet run data-scripts/mvtec.cs -- --to DIR
//
// Addresses and SHA-256: https://github.com/open-edge-platform/anomalib, src/anomalib/data/datamodules/image/mvtecad.py, now and earlier, which follows the
// owner's links. The size is that of several recorded downloads with this sum.
using Marginalia.Datasets;
using Marginalia.Datasets.Fetching;

string[] categories =
[
    "bottle", "cable", "capsule", "carpet", "grid", "hazelnut", "leather", "metal_nut", "pill", "screw", "tile", "toothbrush", "transistor", "wood", "zipper",
];

return DataScript.Run(args, new Recipe
{
    Name = "MVTec AD",
    Licence = "CC BY-NC-SA 4.0: no commercial use",
    MustAccept = true,
    Page = "https://www.mvtec.com/company/research/datasets/mvtec-ad",
    Paper = "Bergmann, Fauser, Sattlegger, Steger 2019, MVTec AD: a comprehensive real-world dataset for unsupervised anomaly detection",
    UnpackedBytes = 5_300_000_000,
    Files =
    [
        new("mvtec_anomaly_detection.tar.xz", 5_264_982_680)
        {
            Urls =
            [
                "https://www.mydrive.ch/shares/38536/3830184030e49fe74747669442f0f283/download/420938113-1629960298/mvtec_anomaly_detection.tar.xz",
                "https://www.mydrive.ch/shares/38536/3830184030e49fe74747669442f0f282/download/420938113-1629952094/mvtec_anomaly_detection.tar.xz",
                "https://www.mydrive.ch/shares/150996/b52ecdcbf521176e9db9c731f2304b27/download/420938113-1629960298/mvtec_anomaly_detection.tar.xz",
            ],
            Sha256 = "cf4313b13603bec67abb49ca959488f7eedce2a9f7795ec54446c649ac98cd3d",
        },
    ],
    Open = folder => from category in categories from split in new[] { Split.Train, Split.Test } select new MvTec(folder, split, category),
});
