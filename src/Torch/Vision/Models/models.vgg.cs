using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class models
    {
        /// <summary>A plain network of 11 layers (Simonyan, Zisserman 2015, arXiv:1409.1556).</summary>
        public static VGG vgg11(int num_classes = 1000, float dropout = 0.5f, string? weights_file = null, bool skipfc = true, Device? device = null) => new("VGG11", num_classes, false, dropout, weights_file, skipfc, device);

        /// <summary>A plain network of 11 layers with batch norms (Simonyan, Zisserman 2015, arXiv:1409.1556).</summary>
        public static VGG vgg11_bn(int num_classes = 1000, float dropout = 0.5f, string? weights_file = null, bool skipfc = true, Device? device = null) => new("VGG11", num_classes, true, dropout, weights_file, skipfc, device);

        /// <summary>A plain network of 13 layers (Simonyan, Zisserman 2015, arXiv:1409.1556).</summary>
        public static VGG vgg13(int num_classes = 1000, float dropout = 0.5f, string? weights_file = null, bool skipfc = true, Device? device = null) => new("VGG13", num_classes, false, dropout, weights_file, skipfc, device);

        /// <summary>A plain network of 13 layers with batch norms (Simonyan, Zisserman 2015, arXiv:1409.1556).</summary>
        public static VGG vgg13_bn(int num_classes = 1000, float dropout = 0.5f, string? weights_file = null, bool skipfc = true, Device? device = null) => new("VGG13", num_classes, true, dropout, weights_file, skipfc, device);

        /// <summary>A plain network of 16 layers (Simonyan, Zisserman 2015, arXiv:1409.1556).</summary>
        public static VGG vgg16(int num_classes = 1000, float dropout = 0.5f, string? weights_file = null, bool skipfc = true, Device? device = null) => new("VGG16", num_classes, false, dropout, weights_file, skipfc, device);

        /// <summary>A plain network of 16 layers with batch norms (Simonyan, Zisserman 2015, arXiv:1409.1556).</summary>
        public static VGG vgg16_bn(int num_classes = 1000, float dropout = 0.5f, string? weights_file = null, bool skipfc = true, Device? device = null) => new("VGG16", num_classes, true, dropout, weights_file, skipfc, device);

        /// <summary>A plain network of 19 layers (Simonyan, Zisserman 2015, arXiv:1409.1556).</summary>
        public static VGG vgg19(int num_classes = 1000, float dropout = 0.5f, string? weights_file = null, bool skipfc = true, Device? device = null) => new("VGG19", num_classes, false, dropout, weights_file, skipfc, device);

        /// <summary>A plain network of 19 layers with batch norms (Simonyan, Zisserman 2015, arXiv:1409.1556).</summary>
        public static VGG vgg19_bn(int num_classes = 1000, float dropout = 0.5f, string? weights_file = null, bool skipfc = true, Device? device = null) => new("VGG19", num_classes, true, dropout, weights_file, skipfc, device);

        /// <summary>The network of Krizhevsky et al. 2012, in the form of arXiv:1404.5997.</summary>
        public static AlexNet alexnet(int num_classes = 1000, float dropout = 0.5f, string? weights_file = null, bool skipfc = true, Device? device = null) => new(num_classes, dropout, weights_file, skipfc, device);
    }
}
