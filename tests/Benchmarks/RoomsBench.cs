using System.Diagnostics;
using Marginalia.Datasets;

namespace Marginalia.Benchmarks;

/// <summary>
/// Rendered rooms per second: image, depth, normal and segmentation of the default design. Run: dotnet run -c Release --project tests/Benchmarks rooms.
/// </summary>
static class RoomsBench
{
    static readonly string[] Fields = ["image", "depth", "normal", "segmentation"];

    public static int Run()
    {
        foreach (var (height, width, count) in new[] { (48, 64, 2000), (288, 384, 100) })
        {
            var design = new RoomsDesign(Height: height, Width: width);
            new Rooms(Split.Validation, count / 4, design: design, fields: Fields).Dispose(); // compiled by now
            using var one = new RoomsOnDemand(Split.Train, count, design: design, fields: Fields);
            var before = Environment.CpuUsage.TotalTime;
            for (int index = 0; index < count; index++)
                one.Read(index).Dispose();
            double alone = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / count;

            var watch = Stopwatch.StartNew();
            new Rooms(Split.Train, count, design: design, fields: Fields).Dispose();
            Console.WriteLine(
                $"rooms {height}x{width}: {alone:F2} ms of CPU per image on one thread; {count / watch.Elapsed.TotalSeconds:F0} images/s on {Environment.ProcessorCount} cores");
        }

        return 0;
    }
}
