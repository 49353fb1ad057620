namespace Marginalia.Datasets.Files;

/// <summary>The images of one file as bytes, example by example.</summary>
/// <param name="LabelFile">The file that the labels come from.</param>
/// <param name="Count">Number of images.</param>
/// <param name="Pixels">All pixels, [Count, C, H, W].</param>
/// <param name="Labels">For each kind of label, those of all images.</param>
internal sealed record PackedFile(string LabelFile, int Count, byte[] Pixels, params byte[][] Labels);
