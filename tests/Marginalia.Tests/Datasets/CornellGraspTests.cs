using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class CornellGraspTests
{
    private const string Cloud = "# .PCD v.7 - Point Cloud Data file format\nFIELDS x y z rgb index\nSIZE 4 4 4 4 4\nTYPE F F F F U\nCOUNT 1 1 1 1 1\nWIDTH 3\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS 3\nDATA ascii\n";

    [Fact]
    public void Rectangles_are_those_of_the_files_without_those_that_are_not_numbers()
    {
        using var folder = Scenes();
        using var data = new CornellGrasp(folder.Path, Split.Train, failures: true, validation: 0, test: 0);
        Assert.Equal(["image", "grasps", "failures"], data.Names);
        Assert.Equal([FieldKind.Image, FieldKind.Keypoints, FieldKind.Keypoints], data.Fields.Select(field => field.Kind));
        Assert.Equal((2, 2), (data.Count, data.SkippedRectangles));
        using Sample first = data.Read(0), second = data.Read(1);
        Assert.Equal([3, 480, 640], first["image"].shape);
        Assert.Equal([253, 319.7f, 2, 309, 324, 2, 307, 350, 2, 251, 345.7f, 2], first["grasps"][0].reshape(-1).data<float>().ToArray());
        Assert.Equal([2, 4, 3], first["grasps"].shape);
        Assert.Equal([1, 4, 3], first["failures"].shape);
        Assert.Equal([1, 4, 3], second["grasps"].shape);
        Assert.Equal([0, 4, 3], second["failures"].shape);
        Assert.Empty(Problems.Of(data));
    }

    [Fact]
    public void Depth_is_the_distance_of_the_point_that_belongs_to_a_pixel()
    {
        using var folder = Scenes();
        using var data = new CornellGrasp(folder.Path, Split.Train, depth: true, rows: 5, validation: 0, test: 0);
        Assert.Equal(["image", "grasps", "depth"], data.Names);
        using var batch = data.Get([0, 1]);
        Assert.Equal([2, 5, 4, 3], batch["grasps"].shape);
        Assert.Equal(0, batch["grasps"][0].narrow(0, 2, 3).abs().sum().ToDouble());
        var depth = batch["depth"][0];
        Assert.Equal([1, 480, 640], depth.shape);
        Assert.Equal((3f, 0f), (depth[0, 0, 1].ToSingle(), depth[0, 1, 0].ToSingle())); // 2000, -2000, 1000 at index 1; NaN at 640
        Assert.Equal(0.1f, depth[0, 479, 639].ToSingle(), 1e-6);
        Assert.Equal(3.1, depth.sum().ToDouble(), 1e-5);
        Assert.Contains("pass at least 2", Assert.Throws<ArgumentOutOfRangeException>(() => new CornellGrasp(folder.Path, Split.Train, rows: 1, validation: 0, test: 0)).Message);
    }

    [Fact]
    public void Every_picture_is_in_one_part()
    {
        using var folder = new DataFolder();
        for (int i = 0; i < 20; i++)
            folder.Text($"0{i % 3}/pcd{i:0000}r.png", "not read here");
        int[] counts = [.. Enum.GetValues<Split>().Select(split => new CornellGrasp(folder.Path, split).Count)];
        Assert.Equal([14, 2, 4], counts);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CornellGrasp(folder.Path, Split.Train, test: 1.1));
    }

    [Fact]
    public void Verify_names_every_damaged_file_and_line()
    {
        using var folder = Scenes();
        folder.Text("01/pcd0100cpos.txt", "1 2\n3 4\n5 x\n7 8\n");
        folder.Text("01/pcd0100cneg.txt", "1 2\n3 4\n5 6\n");
        folder.Text("10/pcd1034.txt", Cloud + "1 2 3 0 5\n1 2 3 0 307200\n");
        using var data = new CornellGrasp(folder.Path, Split.Train, failures: true, depth: true, validation: 0, test: 0);
        Assert.Equal(
            [
                $"{folder["01/pcd0100cpos.txt"]}: line 3: 'x' is no number; expected the y of a corner",
                $"{folder["01/pcd0100cneg.txt"]}: there are 3 lines; expected four for each rectangle",
                $"{folder["10/pcd1034.txt"]}: line 12: '1 2 3 0 307200' is not x, y, z, rgb and an index below 307200",
            ],
            Problems.Of(data));
        folder.Text("10/pcd1034.txt", "DATA binary\n1 2 3 0 5\n");
        Assert.Contains("no line 'DATA ascii'", Assert.Throws<DatasetException>(() => data.Read(1)).Message);
        folder.Picture("10/pcd1034r.png", DataFolder.Pattern(3, 64, 48));
        Assert.Contains("expected 480 x 640", Assert.Throws<DatasetException>(() => data.Read(1)).Message);
        File.Delete(folder["10/pcd1034cneg.txt"]);
        using var again = new CornellGrasp(folder.Path, Split.Train, failures: true, validation: 0, test: 0);
        Assert.Contains("pcd1034cneg.txt: the file is missing", Problems.Of(again)[3]);
        Assert.Contains("there is no picture", Assert.Throws<DatasetException>(() => new CornellGrasp(Directory.CreateDirectory(folder["empty"]).FullName, Split.Train)).Message);
    }

    private static DataFolder Scenes()
    {
        var folder = new DataFolder();
        using var grey = full([3, 480, 640], 90, dtype: ScalarType.Byte);
        folder.Picture("01/pcd0100r.png", grey);
        folder.Picture("10/pcd1034r.png", grey);
        folder.Text("backgrounds/pcdb0002r.png", "a background is no picture of a thing");
        folder.Text("01/pcd0100cpos.txt", "253 319.7 \r\n309 324 \r\n307 350 \r\n251 345.7 \r\nNaN NaN \r\n236 314 \r\n259 314 \r\nNaN NaN\r\n1 2\r\n3 4\r\n5 6\r\n7 8\r\n\r\n");
        folder.Text("01/pcd0100cneg.txt", "1 2\n3 4\n5 6\n7 8\n");
        folder.Text("10/pcd1034cpos.txt", "1 2\n3 4\n5 6\n7 8\n");
        folder.Text("10/pcd1034cneg.txt", "1 2\n3 4\n5 nan\n7 8\n");
        folder.Text("01/pcd0100.txt", Cloud + "2000 -2000 1000 0 1\nNaN NaN NaN 4.2e+06 640\n0 -100 0 nan 307199\n");
        folder.Text("10/pcd1034.txt", Cloud);
        return folder;
    }
}
