using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Objectives;
using Marginalia.Training;
using static TorchSharp.torch;

namespace Marginalia.Benchmarks.Training;

/// <summary>The C# side of <see cref="TrainingBench"/>; training_twins.py speaks the same.</summary>
sealed class TrainingWorker(bool quick)
{
    const double LearningRate = 1e-3;
    static readonly int[] Outputs = [13, 1, 3];
    static readonly Objective[] Objectives = [Objective.CrossEntropy("segmentation"), Objective.Depth(), Objective.Normals()];
    readonly Dictionary<string, (TensorDataset Data, Func<int, double[]> Train)> prepared = [];

    internal static void Run(int threads, bool quick)
    {
        set_num_threads(threads);
        Console.WriteLine(__version__);
        var worker = new TrainingWorker(quick);
        while (Console.ReadLine() is { } line) Console.WriteLine(string.Join('\t', worker.Answer(line.Split('\t'))));
    }

    IEnumerable<object> Answer(string[] words)
    {
        switch (words)
        {
            case ["export", var name, var path]:
                Export(name, path);
                return ["done"];
            case ["losses", var name, var count]: // of the first steps
                return Prepared(name).Train(int.Parse(count)).Select(loss => (object)loss);
            case ["step", var name, var count]: // processor time in nanoseconds
                var train = Prepared(name).Train;
                var start = Usage.Time();
                train(int.Parse(count));
                return [Usage.Time() - start];
            case ["memory", var name]:
                var (_, steps) = Prepared(name);
                var rest = Usage.Rest();
                steps(2);
                return [Usage.Peak() - rest];
            default:
                throw new ArgumentException($"no such request: {string.Join(' ', words)}");
        }
    }

    (TensorDataset Data, Func<int, double[]> Train) Prepared(string name) => prepared.TryGetValue(name, out var known) ? known : prepared[name] = Prepare(name).Trained;

    static TensorDataset Batch(int images, int height, int width) => new(
        ("image", rand(images, 3, height, width)),
        ("segmentation", randint(-1, 13, [images, height, width], dtype: ScalarType.Int64)),
        ("depth", rand(images, 1, height, width) * 7),
        ("normal", nn.functional.normalize(randn(images, 3, height, width), dim: 1)));

    /// <summary>The network, and the library's loop on one batch: every epoch has one step, which permutes it.</summary>
    (MultiTaskModule Model, (TensorDataset Data, Func<int, double[]> Train) Trained) Prepare(string name)
    {
        var known = TrainingCase.All.Single(c => c.Name == name);
        var data = quick ? Batch(2, 32, 32) : Batch(known.Batch, known.Height, known.Width);
        var model = known.Make(Outputs);
        var balancer = new EqualWeighting(Objectives.Length);
        var optimizer = optim.Adam(model.parameters(), LearningRate);
        var loader = new DataLoader(data, data.Count, seed: 1);
        return (model, (data, count =>
        {
            var history = MultiTaskTraining.Train(model, loader, Objectives, balancer, optimizer, new() { Steps = count, Input = "image" });
            return [.. Enumerable.Range(0, count).Select(step => Objectives.Sum(objective => history[$"loss/{objective.Task}"].Values[step]))];
        }
        ));
    }

    /// <summary>Parameters by name, and the batch: a line for each tensor with its name and shape, and all their numbers in float32.</summary>
    void Export(string name, string path)
    {
        using var scope = NewDisposeScope();
        var (model, trained) = Prepare(name);
        prepared[name] = trained;
        (string Name, Tensor Values)[] all = [.. model.named_parameters().Select(p => (p.name, (Tensor)p.parameter)), .. trained.Data.Names.Select(field => (field, trained.Data[field]))];
        File.WriteAllLines(path + ".shapes", all.Select(t => $"{t.Name} {string.Join(' ', t.Values.shape)}"));
        using var file = new BinaryWriter(File.Create(path));
        foreach (var (_, values) in all)
            foreach (var x in values.detach().to(ScalarType.Float32).data<float>()) file.Write(x);
    }
}
