using Marginalia.Balancers;

namespace Marginalia.Benchmarks.Balancers;

/// <summary>What a step cannot do without, by which methods are compared.</summary>
enum Family
{
    /// <summary>One backward pass of a weighted sum.</summary>
    LossWeighting,

    /// <summary>As loss weighting, and the losses once more after the update, without a graph.</summary>
    SecondLook,

    /// <summary>Gradients of each task at the last shared layer, one pass through the rest of the trunk.</summary>
    LastLayer,

    /// <summary>Gradients of each task at the trunk's output, one pass through the trunk.</summary>
    Representation,

    /// <summary>A pass through the trunk for each task.</summary>
    Full,

    /// <summary>Two batches with a pass for each task, and a third as in loss weighting.</summary>
    Sampling,

    /// <summary>Three steps of loss weighting, and the losses twice more, without a graph.</summary>
    Differences,

    /// <summary>Two batches with a pass for each task through the whole network, and one step of loss weighting.</summary>
    Bilevel,
}

/// <summary>A row of the table; balancer_twins.py has the same method under the same name.</summary>
/// <param name="Name">In the table, and there.</param>
/// <param name="Family">Decides the bound.</param>
/// <param name="Make">The balancer of T tasks that is timed.</param>
/// <param name="MakeFixed">One whose order of tasks is the natural one, where the method draws it, for the comparison of results.</param>
sealed record Method(string Name, Family Family, Func<int, Balancer> Make, Func<int, Balancer>? MakeFixed = null)
{
    const double LookAhead = 1e-3;

    internal static readonly Method[] All =
    [
        new("EqualWeighting", Family.LossWeighting, tasks => new EqualWeighting(tasks)),
        new("StaticWeighting", Family.LossWeighting, tasks => new StaticWeighting([.. Enumerable.Range(1, tasks).Select(i => (double)i)])),
        new("UncertaintyWeighting", Family.LossWeighting, tasks => new UncertaintyWeighting(tasks)),
        new("DynamicWeightAverage", Family.LossWeighting, tasks => new DynamicWeightAverage(tasks, 1)),
        new("MeanWeighting", Family.LossWeighting, tasks => new MeanWeighting(tasks)),
        new("RandomLossWeighting", Family.LossWeighting, tasks => new RandomLossWeighting(tasks)),
        new("LossNormalizedWeighting", Family.LossWeighting, tasks => new LossNormalizedWeighting(tasks)),
        new("ScaleInvariantWeighting", Family.LossWeighting, tasks => new ScaleInvariantWeighting(tasks)),
        new("GeometricLoss", Family.LossWeighting, tasks => new GeometricLoss(tasks)),
        new("SigmaUncertaintyWeighting", Family.LossWeighting, tasks => new SigmaUncertaintyWeighting(tasks)),
        new("RevisedUncertaintyWeighting", Family.LossWeighting, tasks => new RevisedUncertaintyWeighting(tasks)),
        new("ImtlL", Family.LossWeighting, tasks => new ImtlL(tasks)),
        new("SmoothTchebycheff", Family.LossWeighting, tasks => new SmoothTchebycheff([.. Enumerable.Repeat(1.0, tasks)], new double[tasks], mu: 1)),
        new("LogSmoothTchebycheff", Family.LossWeighting, tasks => new LogSmoothTchebycheff([.. Enumerable.Repeat(1.0, tasks)])),
        new("DynamicTaskPrioritization", Family.LossWeighting, tasks => new DynamicTaskPrioritization([.. Enumerable.Repeat(0.5, tasks)])),
        new("WindowedDynamicWeightAverage", Family.LossWeighting, tasks => new WindowedDynamicWeightAverage(tasks, 1)),
        new("Famo", Family.SecondLook, tasks => new Famo(tasks)),
        new("GradNorm", Family.LastLayer, tasks => new GradNorm(tasks)),
        new("Mgda, last layer", Family.LastLayer, tasks => new Mgda(tasks) { Scope = GradientScope.LastSharedLayer }),
        new("Mgda, z", Family.Representation, tasks => new Mgda(tasks) { Scope = GradientScope.Representation }),
        new("AlignedMtl, z", Family.Representation, tasks => new AlignedMtl(tasks) { Scope = GradientScope.Representation }),
        new("ImtlG, z", Family.Representation, tasks => new ImtlG(tasks) { Scope = GradientScope.Representation }),
        new("GradDrop, z", Family.Representation, tasks => new GradDrop(tasks) { Scope = GradientScope.Representation }),
        new("ExcessMtl", Family.Full, tasks => new ExcessMtl(tasks)),
        new("MeanAggregation", Family.Full, tasks => new MeanAggregation(tasks)),
        new("ConstantAggregation", Family.Full, tasks => new ConstantAggregation([.. Enumerable.Repeat(1.0, tasks)])),
        new("RandomAggregation", Family.Full, tasks => new RandomAggregation(tasks)),
        new("Mgda", Family.Full, tasks => new Mgda(tasks)),
        new("PcGrad", Family.Full, tasks => new PcGrad(tasks), tasks => new PcGrad(NaturalOrder(tasks))),
        new("GradVac", Family.Full, tasks => new GradVac(tasks), tasks => new GradVac(tasks, order: NaturalOrder(tasks))),
        new("CaGrad", Family.Full, tasks => new CaGrad(tasks)),
        new("ImtlG", Family.Full, tasks => new ImtlG(tasks)),
        new("Imtl", Family.Full, tasks => new Imtl(tasks)),
        new("NashMtl", Family.Full, tasks => new NashMtl(tasks)),
        new("FairGrad", Family.Full, tasks => new FairGrad(tasks, alpha: 2)),
        new("AlignedMtl", Family.Full, tasks => new AlignedMtl(tasks)),
        new("UpGrad", Family.Full, tasks => new UpGrad(tasks)),
        new("DualProjection", Family.Full, tasks => new DualProjection(tasks)),
        new("ConFig", Family.Full, tasks => new ConFig(tasks)),
        new("GradDrop", Family.Full, tasks => new GradDrop(tasks)),
        new("TrimmedMean", Family.Full, tasks => new TrimmedMean(tasks)),
        new("Krum", Family.Full, tasks => new Krum(tasks, byzantine: 0)),
        new("MoCo", Family.Full, tasks => new MoCo(tasks)),
        new("DbMtl", Family.Full, tasks => new DbMtl(tasks)),
        new("MoDo", Family.Sampling, tasks => new MoDo(tasks)),
        new("SdmGrad", Family.Sampling, tasks => new SdmGrad(tasks)),
        new("AutoLambda", Family.Differences, tasks => new AutoLambda(tasks, LookAhead)),
        new("Moml", Family.Bilevel, tasks => new Moml(tasks, LookAhead)),
    ];

    // Each task meets the others from the first to the last.
    static int[][] NaturalOrder(int tasks) => [.. Enumerable.Range(0, tasks).Select(task => Enumerable.Range(0, tasks).Where(other => other != task).ToArray())];
}
