using Marginalia.Datasets.Files;

namespace Marginalia.Datasets;

/// <summary>
/// CIFAR-100: 50,000 + 10,000 colour images of 100 classes in 20 groups (Krizhevsky 2009, "Learning multiple layers of features from tiny images";
/// https://www.cs.toronto.edu/~kriz/cifar.html). Names: <c>image</c> [3, 32, 32] float32 in 0 .. 1; <c>label</c> [] int64, the class 0 .. 99;
/// <c>coarse_label</c> [] int64, the group 0 .. 19.
/// </summary>
/// <remarks>
/// Files: <c>train</c> and <c>test</c>, either the binary ones (.bin) or Python's (without an end), in the folder or in the archive's
/// <c>cifar-100-binary</c> or <c>cifar-100-python</c>.
/// </remarks>
public class Cifar100 : PackedImages
{
    /// <inheritdoc cref="Cifar10(string, Split, int)"/>
    public Cifar100(string root, Split split, int validation = 0)
        : this(root, ["cifar-100-binary", "cifar-100-python"], split, validation)
    {
    }

    private protected Cifar100(string root, string[] folders, Split split, int validation)
        : base(Load(root, folders, split), [3, 32, 32], [("label", 100), ("coarse_label", 20)], split, validation)
    {
    }

    /// <summary>Names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; } =
    [
        "apple", "aquarium_fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle",
        "bowl", "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle",
        "chair", "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur",
        "dolphin", "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard",
        "lamp", "lawn_mower", "leopard", "lion", "lizard", "lobster", "man", "maple_tree", "motorcycle", "mountain",
        "mouse", "mushroom", "oak_tree", "orange", "orchid", "otter", "palm_tree", "pear", "pickup_truck", "pine_tree",
        "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road", "rocket",
        "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider",
        "squirrel", "streetcar", "sunflower", "sweet_pepper", "table", "tank", "telephone", "television", "tiger", "tractor",
        "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow_tree", "wolf", "woman", "worm",
    ];

    /// <summary>Names of the groups, by coarse label.</summary>
    public IReadOnlyList<string> CoarseClasses { get; } =
    [
        "aquatic_mammals", "fish", "flowers", "food_containers", "fruit_and_vegetables", "household_electrical_devices", "household_furniture",
        "insects", "large_carnivores", "large_man-made_outdoor_things", "large_natural_outdoor_scenes", "large_omnivores_and_herbivores",
        "medium_mammals", "non-insect_invertebrates", "people", "reptiles", "small_mammals", "trees", "vehicles_1", "vehicles_2",
    ];

    private static IReadOnlyList<PackedFile> Load(string root, string[] folders, Split split)
    {
        string name = split == Split.Test ? "test" : "train";
        string path = SourceFolder.Find(root, "CIFAR-100", from folder in (string[])["", .. folders] from end in (string[])[".bin", ""] select Path.Combine(folder, name + end));
        return CifarFiles.Read([path], (1, "fine_labels"), (0, "coarse_labels"));
    }
}
