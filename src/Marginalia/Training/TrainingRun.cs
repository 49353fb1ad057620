using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;
using OptimizerHelper = TorchSharp.Modules.OptimizerHelper;

namespace Marginalia.Training;

/// <summary>A run that saves itself as its <see cref="CheckpointOptions"/> say, and continues from there.</summary>
internal sealed class TrainingRun
{
    private readonly MultiTaskModule model;
    private readonly Balancer balancer;
    private readonly OptimizerHelper optimizer;
    private readonly TrainingOptions options;
    private readonly CheckpointOptions checkpoint;
    private readonly IReadOnlyList<(string Name, string Value)> description;

    /// <summary>Takes a run that has not begun: everything is as it was made.</summary>
    public TrainingRun(
        MultiTaskModule model, DataLoader loader, IReadOnlyList<Objective> objectives, Balancer balancer, optim.Optimizer optimizer, TrainingOptions options)
    {
        (this.model, this.balancer, this.options, checkpoint) = (model, balancer, options, options.Checkpoint!);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(checkpoint.Every);
        this.optimizer = optimizer as OptimizerHelper
            ?? throw new ArgumentException($"Train: {optimizer.GetType().Name} cannot save its state; leave out the checkpoint, or use an optimizer of torch.optim.");
        description = RunDescription.Of(model, loader, objectives, balancer, optimizer, options);
    }

    /// <summary>Saves the run if it is time to.</summary>
    /// <param name="step">Steps taken so far.</param>
    /// <param name="history">What was recorded so far.</param>
    public void Save(int step, History history)
    {
        if (step % checkpoint.Every == 0 || step == options.Steps)
            CheckpointFile.Write(checkpoint.Path, writer => Write(writer, step, history));
    }

    /// <summary>Puts everything to where the file has it; where there is no file, nothing is changed.</summary>
    /// <param name="history">Gets what was recorded.</param>
    /// <returns>Steps taken so far.</returns>
    /// <exception cref="CheckpointException">The file is damaged, of another version, or of another run.</exception>
    public int Resume(History history)
    {
        if (!File.Exists(checkpoint.Path))
            return 0;
        using var scope = NewDisposeScope();
        var saved = CheckpointFile.Read(checkpoint.Path, Read);
        if (saved.Step > options.Steps)
            throw new CheckpointException($"{checkpoint.Path} has taken {saved.Step} steps, and {options.Steps} are asked for; ask for as many or more.");
        MoveSchedule(saved);
        using (var reader = new BinaryReader(new MemoryStream(saved.Optimizer)))
            optimizer.load_state_dict(reader);
        model.load_state_dict(saved.Network);
        balancer.load_state_dict(saved.Balancer);
        foreach (var (metric, state) in checkpoint.Metrics.Zip(saved.Metrics))
            metric.State = state;
        history.CopyFrom(saved.History);
        set_rng_state(saved.Generator);
        return saved.Step;
    }

    /// <summary>Replays the schedule, and sees whether it arrives at the rates of the file.</summary>
    private void MoveSchedule(Saved saved)
    {
        var groups = optimizer.ParamGroups.ToArray();
        double[] before = [.. groups.Select(group => group.LearningRate)];
        for (int step = 0; step < saved.Step; step++)
            options.Scheduler?.step();
        double[] after = [.. groups.Select(group => group.LearningRate)];
        if (after.SequenceEqual(saved.Rates))
            return;
        foreach (var (group, rate) in groups.Zip(before))
            group.LearningRate = rate;
        throw new CheckpointException(
            $"{checkpoint.Path} is a checkpoint of another run: after {saved.Step} steps the learning rate is {string.Join(", ", saved.Rates)} in the file and {string.Join(", ", after)} here; give the schedule that it was trained with.");
    }

    private void Write(BinaryWriter writer, int step, History history)
    {
        writer.Write(description.Count);
        foreach (var (name, value) in description)
        {
            writer.Write(name);
            writer.Write(value);
        }

        writer.Write(step);
        using var scope = NewDisposeScope();
        WriteTensors(writer, model.state_dict());
        WriteTensors(writer, balancer.state_dict());
        WriteNumbers(writer, [.. optimizer.ParamGroups.Select(group => group.LearningRate)]);
        using var state = new MemoryStream();
        using (var inner = new BinaryWriter(state))
            optimizer.save_state_dict(inner);
        byte[] bytes = state.ToArray();
        writer.Write(bytes.Length);
        writer.Write(bytes);
        get_rng_state().Save(writer);
        history.Write(writer);
        foreach (var metric in checkpoint.Metrics)
            WriteNumbers(writer, metric.State);
    }

    private Saved Read(BinaryReader reader)
    {
        var facts = Enumerable.Range(0, reader.ReadInt32()).Select(_ => (reader.ReadString(), reader.ReadString())).ToArray();
        RunDescription.Compare(checkpoint.Path, facts, description);
        return new(
            reader.ReadInt32(), ReadTensors(reader), ReadTensors(reader), ReadNumbers(reader), reader.ReadBytes(reader.ReadInt32()), Tensor.Load(reader), History.Read(reader),
            [.. checkpoint.Metrics.Select(_ => ReadNumbers(reader))]);
    }

    private static void WriteTensors(BinaryWriter writer, Dictionary<string, Tensor> tensors)
    {
        writer.Write(tensors.Count);
        foreach (var (name, tensor) in tensors)
        {
            writer.Write(name);
            tensor.cpu().Save(writer);
        }
    }

    private static Dictionary<string, Tensor> ReadTensors(BinaryReader reader)
    {
        var tensors = new Dictionary<string, Tensor>();
        for (int left = reader.ReadInt32(); left > 0; left--)
            tensors.Add(reader.ReadString(), Tensor.Load(reader));
        return tensors;
    }

    private static void WriteNumbers(BinaryWriter writer, double[] numbers)
    {
        writer.Write(numbers.Length);
        Array.ForEach(numbers, writer.Write);
    }

    private static double[] ReadNumbers(BinaryReader reader) => [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadDouble())];

    private sealed record Saved(
        int Step, Dictionary<string, Tensor> Network, Dictionary<string, Tensor> Balancer, double[] Rates, byte[] Optimizer, Tensor Generator, History History,
        double[][] Metrics);
}
