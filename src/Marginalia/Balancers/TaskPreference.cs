namespace Marginalia.Balancers;

/// <summary>How much each task counts in methods that start from a combination of all gradients.</summary>
public enum TaskPreference
{
    /// <summary>1 / T each: the result compares with the mean of the gradients.</summary>
    Mean,

    /// <summary>1 each: the result compares with their sum, and is T times as long.</summary>
    Sum,
}
