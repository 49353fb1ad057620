using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// MultiMNIST as multi-task papers build it from MNIST (Sener, Koltun 2018, arXiv 1810.04650, after Sabour, Frosst, Hinton 2017, arXiv 1710.09829):
/// two digits that overlap; one task reads the left (upper) one, the other the right (lower) one. Names: <c>image</c> [1, 28, 28] float32 in 0 .. 1,
/// multiples of 1/255; <c>left</c> and <c>right</c> [] int64, the digits.
/// </summary>
/// <remarks>
/// Example i has digit i of the part on its left; the digit on its right is drawn from the part by (seed, part, i). On a canvas of 36 x 36 pixels the
/// left one lies at row and column 0, the right one at row and column 6, the brighter of the two wins, and the nearest of the 36 pixels becomes each of
/// the 28. The original draws with an unseeded generator, so that no two copies of it agree, and stretches the few images without a 255 to 255.
/// </remarks>
public sealed class MultiMnist : SampleDataset
{
    private const int Side = 28, Canvas = 36, Shift = 6;
    private readonly PackedImages digits;
    private readonly Split split;
    private readonly long seed;

    /// <summary>Reads MNIST.</summary>
    /// <param name="root">The folder of <see cref="Mnist"/>.</param>
    /// <param name="split">Which part.</param>
    /// <param name="seed">Seed of the digits on the right.</param>
    /// <param name="validation">The last training digits that become <see cref="Split.Validation"/>.</param>
    /// <exception cref="DatasetException">A file is missing or damaged.</exception>
    /// <exception cref="ArgumentException">There is no validation part, or no training example is left.</exception>
    public MultiMnist(string root, Split split, long seed = 7, int validation = 0)
        : this(new Mnist(root, split, validation), split, seed)
    {
    }

    /// <summary>Builds pairs of another set of the format, for example of <see cref="FashionMnist"/>.</summary>
    /// <param name="digits">The images, all of one part; they stay the caller's.</param>
    /// <param name="split">Which part that is.</param>
    /// <param name="seed">Seed of the images on the right.</param>
    public MultiMnist(Mnist digits, Split split, long seed = 7) => (this.digits, this.split, this.seed) = (digits, split, seed);

    /// <inheritdoc/>
    public override int Count => digits.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "left", "right"];

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Field.Of("image"), new("left", FieldKind.Label), new("right", FieldKind.Label)];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        long other = new SeededRandom(seed, (long)split, index).NextInt64(Count);
        long leftDigit = digits.Label(index), rightDigit = digits.Label(other);
        ReadOnlySpan<byte> left = digits.Pixels(index), right = digits.Pixels(other);
        var pixels = new float[Side * Side];
        for (int y = 0; y < Side; y++)
            for (int x = 0; x < Side; x++)
            {
                // The centre of pixel x is at (x + 1/2) 36/28 of the canvas.
                int row = (2 * y + 1) * Canvas / (2 * Side), column = (2 * x + 1) * Canvas / (2 * Side);
                pixels[y * Side + x] = Math.Max(At(left, row, column), At(right, row - Shift, column - Shift)) / 255f;
            }

        return new(("image", tensor(pixels, 1, Side, Side)), ("left", tensor(leftDigit)), ("right", tensor(rightDigit)));
    }

    private static byte At(ReadOnlySpan<byte> digit, int row, int column) =>
        row is >= 0 and < Side && column is >= 0 and < Side ? digit[row * Side + column] : (byte)0;
}
