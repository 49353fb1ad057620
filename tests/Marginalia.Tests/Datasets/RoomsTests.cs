using System.Diagnostics;
using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class RoomsTests
{
    private static readonly string[] AllFields =
    [
        "image", "depth", "normal", "segmentation", "instance", "centroid", "part", "edge", "crease", "saliency", "boxes", "box_labels",
        "keypoints", "intrinsics", "pose", "depth_exact",
    ];

    public static TheoryData<string, RoomsDesign> Presets => new()
    {
        { "default", new() }, { "plain", RoomsDesign.Plain }, { "dim", RoomsDesign.Dim }, { "motley", RoomsDesign.Motley },
        { "cluttered", RoomsDesign.Cluttered }, { "sensor", RoomsDesign.Sensor with { Height = 48, Width = 64 } },
    };

    [Theory]
    [MemberData(nameof(Presets))]
    public void Every_field_has_its_shape_type_and_range(string name, RoomsDesign design)
    {
        using var data = new Rooms(Split.Train, 6, design: design, fields: AllFields);
        Assert.NotEmpty(name);
        long most = design.MaxObjects;
        Assert.Equal(AllFields, data.Names);
        Assert.Equal(
            [
                [6, 3, 48, 64], [6, 1, 48, 64], [6, 3, 48, 64], [6, 48, 64], [6, 48, 64], [6, 2, 48, 64], [6, 48, 64], [6, 1, 48, 64], [6, 1, 48, 64],
                [6, 1, 48, 64], [6, most, 4], [6, most], [6, most, 8, 3], [6, 3, 3], [6, 4, 4], [6, 1, 48, 64],
            ],
            data.Names.Select(field => data[field].shape));
        string[] integers = ["segmentation", "instance", "part", "box_labels"];
        Assert.All(data.Names, field => Assert.Equal(integers.Contains(field) ? ScalarType.Int64 : ScalarType.Float32, data[field].dtype));
        foreach (var (field, low, high) in new (string, double, double)[]
        {
            ("image", 0, 1), ("depth", 0, 9), ("depth_exact", 0.05, 9), ("normal", -1, 1), ("segmentation", 0, design.Classes - 1), ("instance", 0, most),
            ("part", 0, (int)RoomPart.Shade), ("edge", 0, 1), ("crease", 0, 1), ("saliency", 0, 1), ("boxes", 0, 64), ("box_labels", -1, design.Classes - 1),
            ("keypoints", 0, 64), ("centroid", -64, 64),
        })
            Assert.All(Numbers.ToArray(data[field]), value => Assert.InRange(value, low, high));
        Assert.All(Numbers.ToArray(data["image"]), value => Assert.Equal(Math.Round(value * 255), value * 255, 4));
        Assert.All(new[] { "edge", "crease", "saliency" }, field => Assert.Equal([0, 1], Numbers.ToArray(data[field]).Distinct().Order()));
    }

    [Fact]
    public void The_usual_fields_are_those_of_dense_prediction_and_each_field_says_what_it_is()
    {
        using var data = new Rooms(Split.Train, 1);
        Assert.Equal(["image", "depth", "normal", "segmentation", "instance", "centroid"], data.Names);
        using var other = new RoomsOnDemand(Split.Train, 1, fields: ["depth_exact", "keypoints", "pose"]);
        Assert.Equal([FieldKind.Depth, FieldKind.Keypoints, FieldKind.Values], other.Fields.Select(field => field.Kind));
    }

    [Fact]
    public void On_demand_they_are_the_same_as_in_memory()
    {
        using var held = new Rooms(Split.Test, 5, seed: 3, fields: AllFields);
        using var read = new RoomsOnDemand(Split.Test, 5, seed: 3, fields: AllFields);
        using var batch = read.Get([4, 1]);
        foreach (string field in AllFields)
        {
            Assert.Equal(Numbers.ToArray(held[field][4]), Numbers.ToArray(batch[field][0]));
            Assert.Equal(Numbers.ToArray(held[field][1]), Numbers.ToArray(batch[field][1]));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => read.Read(5));
    }

    [Fact]
    public void Every_field_survives_a_cache_on_disk()
    {
        using var folder = new TemporaryFolder();
        var design = RoomsDesign.Sensor with { Height = 24, Width = 32 };
        using var rooms = new Rooms(Split.Train, 3, design: design, fields: AllFields);
        using var cached = new CachedDataset("rooms", design, () => new RoomsOnDemand(Split.Train, 3, design: design, fields: AllFields), folder.Path);
        using var batch = cached.Get([0, 1, 2]);
        Assert.Equal(rooms.Fields, cached.Fields);
        Assert.All(AllFields, field => Assert.Equal(Numbers.ToArray(rooms[field]), Numbers.ToArray(batch[field])));
    }

    [Fact]
    public void What_decides_the_bytes_is_in_the_name()
    {
        string Name(long seed = 7, RoomsDesign? design = null, string[]? fields = null) => new RoomsOnDemand(Split.Train, 3, seed, design, fields).ToString();
        Assert.Equal(Name(), Name(design: new()));
        Assert.StartsWith("Rooms 2: Train, 3 examples, seed 7, RoomsDesign { Height = 48, Width = 64,", Name());
        Assert.Equal(4, new[] { Name(), Name(8), Name(design: new(Noise: 0.02)), Name(fields: ["depth"]) }.Distinct().Count());
    }

    [Fact]
    public void An_example_is_a_pure_function_of_seed_split_and_index()
    {
        using var few = new Rooms(Split.Train, 3);
        using var many = new Rooms(Split.Train, 40);
        foreach (string name in few.Names)
            Assert.Equal(Numbers.ToArray(few[name]), Numbers.ToArray(many[name].narrow(0, 0, 3)));
        using var other = new Rooms(Split.Train, 3, seed: 8);
        using var test = new Rooms(Split.Test, 3);
        var depth = Numbers.ToArray(few["depth"][0]);
        Assert.NotEqual(depth, Numbers.ToArray(few["depth"][1]));
        Assert.NotEqual(depth, Numbers.ToArray(other["depth"][0]));
        Assert.NotEqual(depth, Numbers.ToArray(test["depth"][0]));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Bytes_never_change(string name, RoomsDesign design)
    {
        using var data = new Rooms(Split.Train, 4, design: design, fields: AllFields);
        Assert.Equal(Known[name], string.Join(' ', Fingerprint.OfBytes(data["image"]), Fingerprint.OfBits(cat(
            [.. AllFields.Skip(1).Select(field => data[field].to(ScalarType.Float32).flatten())]))));
    }

    private static Dictionary<string, string> Known => new()
    {
        ["default"] = "F08E54D77F76E174 97C16112EEC187A6",
        ["plain"] = "5160317A51CE1DFC 2A50C774C2CEF801",
        ["dim"] = "2FF9FA9DD4127A75 97C16112EEC187A6",
        ["motley"] = "C33860F4A8BAF14C 97C16112EEC187A6",
        ["cluttered"] = "8F4EE8C3B8640779 A6009014FDECB9C5",
        ["sensor"] = "95EAB09FF2E4A94B CF92158DC77D23FB",
    };

    [Theory]
    [InlineData("DOTNET_EnableAVX")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Bytes_do_not_depend_on_the_width_of_the_vectors(string withoutVectors)
    {
        // The test above once more, where vectors are halved, or numbers one by one.
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["-method", $"*{nameof(RoomsTests)}.{nameof(Bytes_never_change)}", "-noColor"])
        {
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Insert(0, typeof(RoomsTests).Assembly.Location);
        start.Environment[withoutVectors] = "0";
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Contains("Total: 6, Errors: 0, Failed: 0", output);
    }

    [Theory]
    [InlineData(0.03)]
    public void Noise_leaves_all_else_alone(double noise)
    {
        using var noisy = new Rooms(Split.Train, 10, design: new(Noise: noise), fields: AllFields);
        using var clean = new Rooms(Split.Train, 10, design: new(Noise: 0), fields: AllFields);
        foreach (string name in AllFields.Skip(1))
            Assert.Equal(Numbers.ToArray(clean[name]), Numbers.ToArray(noisy[name]));
        var difference = (noisy["image"] - clean["image"]).masked_select(clean["image"].gt(0.2).logical_and(clean["image"].lt(0.8)));
        Assert.InRange(difference.mean().ToDouble(), -0.001, 0.001);
        Assert.InRange(Math.Sqrt(difference.square().mean().ToDouble()), noise - 0.001, noise + 0.001);
    }

    [Fact]
    public void Bells_in_bulk_are_bells_one_by_one()
    {
        var (one, bulk) = (new SeededRandom(1, 2), new SeededRandom(1, 2));
        var values = new float[11];
        bulk.FillBells(values);
        Assert.Equal(Enumerable.Range(0, 11).Select(_ => (float)one.NextBell()).ToArray(), values);
        Assert.Equal(one.NextUInt64(), bulk.NextUInt64());
    }

    [Fact]
    public void Impossible_designs_are_explained()
    {
        static string Refused(RoomsDesign design) => Assert.Throws<ArgumentException>(() => new Rooms(Split.Train, 1, design: design)).Message;
        Assert.Contains("size 7x9 is smaller than 16x16", Refused(new(7, 9)));
        Assert.Contains("pitch 0.41 .. 0.4", Refused(new(MinPitch: 0.41)));
        Assert.Contains("field of view 4", Refused(new(FieldOfView: 4)));
        Assert.Contains("solids 7 .. 6 is given; expected a range from low to high within 0 .. 100", Refused(new(MinSolids: 7)));
        Assert.Contains("pieces of furniture 4 .. 10", Refused(new(MaxFurniture: 10)));
        Assert.Contains("fixtures 2 .. 7", Refused(new(MaxFixtures: 7)));
        Assert.Contains("lamps 0 .. 3", Refused(new(MinLights: 0)));
        Assert.Contains("brightness", Refused(new(MinBrightness: double.NaN)));
        Assert.Contains("warmth -2 ..", Refused(new(MinWarmth: -2)));
        Assert.Contains("plain rooms have one lamp", Refused(new(Style: RoomStyle.Plain)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rooms(Split.Train, 0));
        Assert.Contains(
            "the fields image, normals are given; expected different ones of image, depth,",
            Assert.Throws<ArgumentException>(() => new Rooms(Split.Train, 1, fields: ["image", "normals"])).Message);
    }
}
