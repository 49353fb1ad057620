using System.Text;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Reads a tensor of TorchSharp's format; PyTorch's is <see cref="torch.load"/>.</summary>
        /// <exception cref="EndOfStreamException">The file or stream ends within the tensor.</exception>
        /// <exception cref="InvalidDataException">It holds no tensor.</exception>
        public static Tensor Load(string location)
        {
            using var stream = SafeFile.OpenRead(location);
            return Load(stream);
        }

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);

        /// <summary>Writes a file for PyTorch, as <see cref="torch.save"/>.</summary>
        public void save(string location) => torch.save(this, location);

        /// <summary>Reads a tensor that PyTorch, or <see cref="save(string)"/>, wrote.</summary>
        public static Tensor load(string location) => torch.load(location);
    }
}
