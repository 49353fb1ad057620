using System.Security.Cryptography;
using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Objectives;
using static TorchSharp.torch;

namespace Marginalia.Training;

/// <summary>What tells one run from another: facts in words, which a checkpoint must share with the run that continues from it.</summary>
internal static class RunDescription
{
    /// <summary>The facts of a run that has not begun.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(
        MultiTaskModule model, DataLoader loader, IReadOnlyList<Objective> objectives, Balancer balancer, optim.Optimizer optimizer, TrainingOptions options)
    {
        using var scope = NewDisposeScope();
        var network = model.state_dict();
        return
        [
            ("the tasks", string.Join(", ", objectives.Select(objective => objective.Task))),
            ("the network", model.GetType().Name),
            .. network.Select(entry => ($"'{entry.Key}' of the network", $"{entry.Value.dtype} [{string.Join(", ", entry.Value.shape)}]")),
            ("the network's initial state, a function of its seed,", Digest(network.Values)),
            ("the balancer", balancer.GetType().Name),
            ("the balancer's initial state", Digest(balancer.state_dict().Values)),
            ("the optimizer", $"{optimizer.GetType().Name} of {optimizer.ParamGroups.Count()} groups and {optimizer.parameters().Count()} parameters"),
            ("the initial learning rate", string.Join(", ", optimizer.ParamGroups.Select(group => group.InitialLearningRate.ToString("R")))),
            ("the schedule", options.Scheduler?.GetType().Name ?? "none"),
            ("the bound of the gradient's norm", options.ClipNorm?.ToString("R") ?? "none"),
            ("the seed of the batches", $"{loader.Seed}"),
            ("the batch size", $"{loader.BatchSize} of {loader.BatchesPerEpoch} batches per epoch"),
            ("the sampler", loader.Sampler.GetType().Name),
            ("the augmentation", loader.Augmentation?.GetType().Name ?? "none"),
            ("the data set", $"{loader.Dataset.Count} examples of {string.Join(", ", loader.Dataset.Names)}"),
            ("the first example of the data set", Digest(First(loader.Dataset))),
            ("the intervals of recording and evaluating", $"{options.RecordEvery}, {options.EvaluateEvery}"),
            ("the metrics", string.Join(", ", options.Checkpoint?.Metrics ?? [])),
        ];
    }

    /// <summary>Refuses a checkpoint of another run.</summary>
    /// <exception cref="CheckpointException">A fact differs; the message says which.</exception>
    public static void Compare(string path, IReadOnlyList<(string Name, string Value)> saved, IReadOnlyList<(string Name, string Value)> own)
    {
        foreach (string name in saved.Concat(own).Select(fact => fact.Name).Distinct())
            if (Find(saved, name) is var there && Find(own, name) is var here && there != here)
                throw new CheckpointException($"{path} is a checkpoint of another run: {name} is {there} in the file and {here} here; use another file, or delete this one to begin anew.");
    }

    private static string Find(IReadOnlyList<(string Name, string Value)> facts, string name) => facts.FirstOrDefault(fact => fact.Name == name).Value ?? "missing";

    private static IEnumerable<Tensor> First(Dataset dataset)
    {
        var batch = dataset.Get([0]);
        return batch.Names.Select(name => batch[name]);
    }

    /// <summary>The first digits of a hash of all numbers.</summary>
    private static string Digest(IEnumerable<Tensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var tensor in tensors)
            hash.AppendData(tensor.cpu().contiguous().bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
