namespace TorchSharp;

/// <summary>Whether <see cref="torch.cdist"/> finds Euclidean distances through a matrix product (fast) or by differences (exact).</summary>
public enum compute_mode
{
    /// <summary>A product where there are more than 25 rows.</summary>
    use_mm_for_euclid_dist_if_necessary = 0,

    /// <summary>Always a product.</summary>
    use_mm_for_euclid_dist = 1,

    /// <summary>Never a product.</summary>
    donot_use_mm_for_euclid_dist = 2,
}
