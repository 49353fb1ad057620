using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

/// <summary>Every aggregation that the library has, by name.</summary>
internal static class Aggregations
{
    public static readonly string[] Names =
    [
        "MeanAggregation", "ConstantAggregation", "RandomAggregation",
        "Mgda", "Mgda, l2", "Mgda, loss", "Mgda, loss+", "PcGrad", "GradVac", "CaGrad", "ImtlG", "Imtl", "NashMtl", "NashMtl, clipped", "FairGrad",
        "AlignedMtl", "AlignedMtl, median", "AlignedMtl, rmse", "UpGrad", "DualProjection", "ConFig",
        "GradDrop", "GradDrop, leak", "TrimmedMean", "Krum", "Multi-Krum, plain distances",
        "MoCo", "MoCo, softmax", "MoCo, not normalized", "DbMtl", "DbMtl, no buffer",
        "MoDo", "SdmGrad",
    ];

    public static readonly string[] Gramian = [.. Names.Where(name => Create(name) is GramianAggregation)];

    /// <summary>Every name with every scope that it has.</summary>
    public static readonly (string Name, GradientScope Scope)[] Scopes =
    [
        .. Names.SelectMany(name => Enum.GetValues<GradientScope>().Where(scope => Has(name, scope)).Select(scope => (name, scope))),
    ];

    public static GradientAggregation Create(string name, int tasks = 3, GradientScope scope = default, int every = 1, int parts = 1) => name switch
    {
        "MeanAggregation" => new MeanAggregation(tasks) { Scope = scope, Every = every, Parts = parts },
        "ConstantAggregation" => new ConstantAggregation([.. Enumerable.Range(1, tasks).Select(i => 0.5 * i)]) { Scope = scope, Every = every, Parts = parts },
        "RandomAggregation" => new RandomAggregation(tasks, seed: 3) { Scope = scope, Every = every, Parts = parts },
        "Mgda" => new Mgda(tasks) { Scope = scope, Every = every, Parts = parts },
        "Mgda, l2" => new Mgda(tasks, MgdaNormalization.L2) { Scope = scope, Every = every, Parts = parts },
        "Mgda, loss" => new Mgda(tasks, MgdaNormalization.Loss) { Scope = scope, Every = every, Parts = parts },
        "Mgda, loss+" => new Mgda(tasks, MgdaNormalization.LossAndL2) { Scope = scope, Every = every, Parts = parts },
        "PcGrad" => new PcGrad(tasks, seed: 3) { Scope = scope, Every = every, Parts = parts },
        "GradVac" => new GradVac(tasks, beta: 0.3, seed: 3) { Scope = scope, Every = every, Parts = parts },
        "CaGrad" => new CaGrad(tasks) { Scope = scope, Every = every, Parts = parts },
        "ImtlG" => new ImtlG(tasks) { Scope = scope, Every = every, Parts = parts },
        "Imtl" => new Imtl(tasks) { Scope = scope, Every = every, Parts = parts },
        "NashMtl" => new NashMtl(tasks) { Scope = scope, Every = every, Parts = parts },
        "NashMtl, clipped" => new NashMtl(tasks, maxNorm: 1) { Scope = scope, Every = every, Parts = parts },
        "FairGrad" => new FairGrad(tasks, alpha: 2) { Scope = scope, Every = every, Parts = parts },
        "AlignedMtl" => new AlignedMtl(tasks) { Scope = scope, Every = every, Parts = parts },
        "AlignedMtl, median" => new AlignedMtl(tasks, AlignedMtlScale.Median) { Scope = scope, Every = every, Parts = parts },
        "AlignedMtl, rmse" => new AlignedMtl(tasks, AlignedMtlScale.RootMeanSquare) { Scope = scope, Every = every, Parts = parts },
        "UpGrad" => new UpGrad(tasks) { Scope = scope, Every = every, Parts = parts },
        "DualProjection" => new DualProjection(tasks) { Scope = scope, Every = every, Parts = parts },
        "ConFig" => new ConFig(tasks) { Scope = scope, Every = every, Parts = parts },
        "GradDrop" => new GradDrop(tasks, seed: 5) { Scope = scope },
        "GradDrop, leak" => new GradDrop(tasks, [.. Enumerable.Range(0, tasks).Select(i => 0.25 * i)], seed: 5) { Scope = scope },
        "TrimmedMean" => new TrimmedMean(tasks, trim: (tasks - 1) / 2) { Scope = scope },
        "Krum" => new Krum(tasks, byzantine: 0) { Scope = scope },
        "Multi-Krum, plain distances" => new Krum(tasks, byzantine: 0, selected: 2, squared: false) { Scope = scope },
        "MoCo" => new MoCo(tasks, gamma: 1) { Scope = scope },
        "MoCo, softmax" => new MoCo(tasks, projection: MoCoProjection.Softmax) { Scope = scope },
        "MoCo, not normalized" => new MoCo(tasks, normalize: false) { Scope = scope },
        "DbMtl" => new DbMtl(tasks, betaDecay: 0.5) { Scope = scope },
        "DbMtl, no buffer" => new DbMtl(tasks, beta: 0) { Scope = scope },
        "MoDo" => new MoDo(tasks, gamma: 0.1) { Scope = scope },
        "SdmGrad" => new SdmGrad(tasks) { Scope = scope },
        _ => throw new ArgumentException(name),
    };

    private static bool Has(string name, GradientScope scope) => scope switch
    {
        GradientScope.Representation => !(name.StartsWith("MoCo", StringComparison.Ordinal) || name is "DbMtl" or "MoDo" or "SdmGrad"),
        GradientScope.LastSharedLayer => Create(name) is not JacobianAggregation,
        _ => true,
    };
}
