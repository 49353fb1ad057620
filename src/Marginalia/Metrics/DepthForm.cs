namespace Marginalia.Metrics;

/// <summary>In which form a network predicts depth.</summary>
public enum DepthForm
{
    /// <summary>Metres.</summary>
    Metres,

    /// <summary>1 / metres, as for <see cref="Objectives.Objective.InverseDepth"/>; less than 1 / 1000 counts as 1000 m.</summary>
    Inverse,

    /// <summary>The natural logarithm of metres, as for <see cref="Objectives.Objective.LogDepth"/>.</summary>
    Logarithm,
}
