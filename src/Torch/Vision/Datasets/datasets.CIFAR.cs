using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class datasets
    {
        /// <summary>Small photographs of 10 kinds of things: 50,000 to train, 10,000 to test, "data" [3, 32, 32] from 0 to 1, and "label".</summary>
        /// <param name="root">The folder with <c>CIFAR10/cifar-10-batches-bin/data_batch_1.bin</c> and so on, as in the published archive.</param>
        /// <param name="train">The images to train, else those to test.</param>
        /// <param name="download">Changes nothing: files are not downloaded.</param>
        /// <param name="target_transform">Applied to the images.</param>
        /// <exception cref="FileNotFoundException">A file is missing.</exception>
        /// <exception cref="InvalidDataException">A file is damaged.</exception>
        public static torch.utils.data.Dataset CIFAR10(string root, bool train, bool download = false, ITransform? target_transform = null) => CIFAR10(root, train, download, target_transform is null ? null! : target_transform.call);

        public static torch.utils.data.Dataset CIFAR10(string root, bool train, bool download, Func<Tensor, Tensor> target_transform)
        {
            string[] files = train ? ["data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5"] : ["test_batch"];
            return Records(files.Select(file => Path.Combine(root, "CIFAR10", "cifar-10-batches-bin", $"{file}.bin")), ["label"], target_transform);
        }

        /// <summary>Small photographs of 100 kinds of things in 20 groups, in <c>CIFAR100/cifar-100-binary</c>; see <see cref="CIFAR10(string, bool, bool, ITransform)"/>. "label" is the kind, "categories" the group.</summary>
        public static torch.utils.data.Dataset CIFAR100(string root, bool train, bool download = false, ITransform? target_transform = null) => CIFAR100(root, train, download, target_transform is null ? null! : target_transform.call);

        public static torch.utils.data.Dataset CIFAR100(string root, bool train, bool download, Func<Tensor, Tensor> target_transform) =>
            Records([Path.Combine(root, "CIFAR100", "cifar-100-binary", train ? "train.bin" : "test.bin")], ["categories", "label"], target_transform);

        /// <summary>Files of records: the labels, a byte each, then 3 x 32 x 32 bytes.</summary>
        static LabelledImages Records(IEnumerable<string> files, string[] labels, Func<Tensor, Tensor>? transform)
        {
            const int Pixels = 3 * 32 * 32;
            var length = labels.Length + Pixels;
            var (images, numbers) = (new MemoryStream(), labels.Select(_ => new MemoryStream()).ToArray());
            foreach (var file in files)
            {
                using var stream = OpenFile(file, "unpack the published archive of binary files there");
                if (stream.Length == 0 || stream.Length % length != 0) throw new InvalidDataException($"{file} is damaged: it has {stream.Length} bytes, which are no whole number of records of {length}.");
                var record = new byte[length];
                while (stream.Position < stream.Length)
                {
                    stream.ReadExactly(record);
                    for (var i = 0; i < labels.Length; i++) numbers[i].WriteByte(record[i]);
                    images.Write(record, labels.Length, Pixels);
                }
            }
            return new([3, 32, 32], images.ToArray(), [.. labels.Zip(numbers, (name, values) => (name, values.ToArray()))], transform);
        }
    }
}
