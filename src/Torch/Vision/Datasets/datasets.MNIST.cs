using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>
    /// Collections of images that were published, read from files. Nothing is downloaded: where files are missing, the exception says which and
    /// where they belong.
    /// </summary>
    public static partial class datasets
    {
        /// <summary>Handwritten digits: 60,000 to train, 10,000 to test, "data" [1, 28, 28] from 0 to 1, and "label".</summary>
        /// <param name="root">The folder with <c>mnist/test_data/train-images-idx3-ubyte</c> and so on, or packed as <c>mnist/train-images-idx3-ubyte.gz</c>, which are unpacked.</param>
        /// <param name="train">The images to train, else those to test.</param>
        /// <param name="download">Changes nothing: files are not downloaded.</param>
        /// <param name="target_transform">Applied to the images.</param>
        /// <exception cref="FileNotFoundException">A file is missing.</exception>
        /// <exception cref="InvalidDataException">A file is damaged.</exception>
        public static torch.utils.data.Dataset MNIST(string root, bool train, bool download = false, ITransform? target_transform = null) => Idx(root, "mnist", train, target_transform);

        /// <summary>Pictures of clothes in the form of MNIST (Xiao et al. 2017, arXiv:1708.07747), in <c>fashion-mnist</c>; see <see cref="MNIST"/>.</summary>
        public static torch.utils.data.Dataset FashionMNIST(string root, bool train, bool download = false, ITransform? target_transform = null) => Idx(root, "fashion-mnist", train, target_transform);

        /// <summary>Japanese characters in the form of MNIST (Clanuwat et al. 2018, arXiv:1812.01718), in <c>kmnist</c>; see <see cref="MNIST"/>.</summary>
        public static torch.utils.data.Dataset KMNIST(string root, bool train, bool download = false, ITransform? target_transform = null) => Idx(root, "kmnist", train, target_transform);

        static LabelledImages Idx(string root, string name, bool train, ITransform? transform)
        {
            var folder = Path.Combine(root, name);
            var start = train ? "train" : "t10k";
            var (images, sizes) = ReadIdx(folder, $"{start}-images-idx3-ubyte", 3);
            var (labels, counts) = ReadIdx(folder, $"{start}-labels-idx1-ubyte", 1);
            if (sizes[0] != counts[0]) throw new InvalidDataException($"{folder}: there are {sizes[0]} images, but {counts[0]} labels.");
            return new([1, sizes[1], sizes[2]], images, [("label", labels)], transform is null ? null : transform.call);
        }

        /// <summary>A file of bytes with its sizes in front, each four bytes, the highest first.</summary>
        static (byte[] Data, int[] Sizes) ReadIdx(string folder, string name, int dimensions)
        {
            var path = Path.Combine(folder, "test_data", name);
            var packed = Path.Combine(folder, $"{name}.gz");
            if (!File.Exists(path) && File.Exists(packed)) Decompress.DecompressGZipFile(packed, Path.Combine(folder, "test_data"));
            using var reader = new BinaryReader(OpenFile(path, $"put {packed} there (or the unpacked file)"));
            var numbers = new BigEndianReader(reader);
            try
            {
                if (numbers.ReadInt32() is var magic && magic != 0x800 + dimensions) throw new InvalidDataException($"{path} is no file of {dimensions} dimensions of bytes: it starts with {magic}, not with {0x800 + dimensions}.");
                int[] sizes = [.. Enumerable.Range(0, dimensions).Select(_ => numbers.ReadInt32())];
                var length = sizes.Aggregate(1L, (product, n) => product * n);
                if (length < 0 || length != reader.BaseStream.Length - reader.BaseStream.Position) throw new InvalidDataException($"{path} is damaged: it should hold {string.Join(" x ", sizes)} bytes, but holds {reader.BaseStream.Length - reader.BaseStream.Position}.");
                return (reader.ReadBytes((int)length), sizes);
            }
            catch (EndOfStreamException e)
            {
                throw new InvalidDataException($"{path} is damaged: it ends within its header.", e);
            }
        }

        static FileStream OpenFile(string path, string advice) =>
            File.Exists(path) ? File.OpenRead(path) : throw new FileNotFoundException($"{path} is missing, and data sets are not downloaded: {advice}.", path);
    }
}
