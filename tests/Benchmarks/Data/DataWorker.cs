using System.Diagnostics;
using System.Globalization;
using Marginalia.Architectures;
using Marginalia.Augmentations;
using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Benchmarks.Data;

/// <summary>The C# side of the comparison; data_twins.py answers the same requests.</summary>
static class DataWorker
{
    internal const int BatchSize = 32, DenseBatchSize = 4, Classes = 13;

    internal static void Run(int threads)
    {
        set_num_threads(1);
        Console.WriteLine(__version__);
        while (Console.ReadLine() is { } line)
        {
            var words = line.Split('\t');
            Console.WriteLine(words[0] == "epoch" ? Epoch(Loader(words[1], words[2]), threads) : Train(Loader("npy", words[1]), int.Parse(words[2], CultureInfo.InvariantCulture)));
        }
    }

    static DataLoader Loader(string kind, string root) => kind switch
    {
        "jpeg" => new(
            new ImageFolder(root, Split.Train), BatchSize, keepRemainder: true,
            augmentation: new Composition(new Resize(144, 144), new RandomCrop(128, 128), new HorizontalFlip())),
        _ => new(new NyuV2(root, Split.Train), DenseBatchSize, keepRemainder: true),
    };

    /// <summary>Reads every example once: their number, seconds, seconds of processor time.</summary>
    static string Epoch(DataLoader loader, int threads)
    {
        var (processor, start) = (Usage.Time(), Stopwatch.GetTimestamp());
        using var batches = loader.Stream(threads: threads, ahead: 2);
        var count = 0;
        for (var i = 0; i < loader.BatchesPerEpoch; i++)
        {
            using var batch = batches.Next();
            count += batch.Count;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{count}\t{Stopwatch.GetElapsedTime(start).TotalSeconds}\t{(Usage.Time() - processor) / 1e9}");
    }

    /// <summary>Trains a small SegNet on three tasks: seconds of waiting for data, seconds in all.</summary>
    static string Train(DataLoader loader, int steps)
    {
        using var model = new SegNet([Classes, 1, 3]);
        using var optimizer = optim.Adam(model.parameters(), 1e-4);
        using var batches = loader.Stream();
        var (start, waited) = (0L, TimeSpan.Zero);
        for (var step = -1; step < steps; step++)
        {
            if (step == 0) (start, waited) = (Stopwatch.GetTimestamp(), batches.Waited); // after the first, which starts threads and compiles
            using var scope = NewDisposeScope();
            var batch = batches.Next();
            var y = model.call(batch["image"]);
            var loss = nn.functional.cross_entropy(y[0], batch["segmentation"], ignore_index: -1) + (y[1] - batch["depth"]).abs().mean() + (1 - nn.functional.cosine_similarity(y[2], batch["normal"])).mean();
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
        return string.Create(CultureInfo.InvariantCulture, $"{(batches.Waited - waited).TotalSeconds}\t{Stopwatch.GetElapsedTime(start).TotalSeconds}");
    }
}
