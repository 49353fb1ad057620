namespace Marginalia.Conformance;

/// <summary>How the cases of each method are run: all the values that it has, by name.</summary>
internal static class CaseMethods
{
    public static IReadOnlyDictionary<string, Func<ConformanceCase, Dictionary<string, CaseValue>>> All { get; } =
        new Dictionary<string, Func<ConformanceCase, Dictionary<string, CaseValue>>>
        {
            ["Sum"] = GradientCases.Sum,
            ["Mean"] = GradientCases.Mean,
            ["Constant"] = GradientCases.Constant,
            ["MGDA"] = GradientCases.Mgda,
            ["PCGrad"] = GradientCases.PcGrad,
            ["GradVac"] = GradientCases.GradVac,
            ["CAGrad"] = GradientCases.CaGrad,
            ["IMTL-G"] = GradientCases.ImtlG,
            ["Aligned-MTL"] = GradientCases.AlignedMtl,
            ["UPGrad"] = GradientCases.UpGrad,
            ["DualProj"] = GradientCases.DualProjection,
            ["ConFIG"] = GradientCases.ConFig,
            ["Nash-MTL"] = GradientCases.NashMtl,
            ["FairGrad"] = GradientCases.FairGrad,
            ["GradDrop"] = GradientCases.GradDrop,
            ["Krum"] = GradientCases.Krum,
            ["TrimmedMean"] = GradientCases.TrimmedMean,
            ["UW"] = LossCases.Uncertainty,
            ["UW-original"] = LossCases.UncertaintyOriginal,
            ["MoCo"] = TrackingCases.MoCo,
            ["DB-MTL"] = TrackingCases.DbMtl,
            ["IMTL-L"] = LossCases.ImtlL,
            ["GLS"] = LossCases.GeometricLoss,
            ["SI"] = LossCases.ScaleInvariant,
            ["RLW"] = LossCases.RandomLossWeighting,
            ["STCH"] = LossCases.SmoothTchebycheff,
            ["FAMO"] = SequenceCases.Famo,
            ["ExcessMTL"] = SequenceCases.ExcessMtl,
            ["DWA"] = SequenceCases.DynamicWeightAverage,
            ["GradNorm"] = SequenceCases.GradNorm,
        };
}
