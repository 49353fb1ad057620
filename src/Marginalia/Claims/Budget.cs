namespace Marginalia.Claims;

/// <summary>How much computation a run of a notebook spends.</summary>
public enum Budget
{
    /// <summary>Seconds: shows that everything runs.</summary>
    Quick,

    /// <summary>Minutes on two cores: the numbers in the committed notebook.</summary>
    Full,

    /// <summary>The paper's own scale, on its data.</summary>
    Paper,
}
