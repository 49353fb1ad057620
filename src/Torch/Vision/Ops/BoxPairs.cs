using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What boxes of two lists have to do with each other. The lists broadcast: [n, 1, 4] and [1, m, 4] give all pairs, [n, 4] and [n, 4] one each.</summary>
sealed class BoxPairs
{
    readonly Tensor shared, union, iou, around, distance, diagonal, width1, height1, width2, height2;

    internal BoxPairs(Tensor first, Tensor second, double eps)
    {
        var (low1, high1, low2, high2) = (first.narrow(-1, 0, 2), first.narrow(-1, 2, 2), second.narrow(-1, 0, 2), second.narrow(-1, 2, 2));
        var (size1, size2) = (high1 - low1, high2 - low2);
        (width1, height1, width2, height2) = (size1.select(-1, 0), size1.select(-1, 1), size2.select(-1, 0), size2.select(-1, 1));
        shared = Area((minimum(high1, high2) - maximum(low1, low2)).clamp(min: 0));
        union = Area(size1) + Area(size2) - shared;
        iou = shared / (union + eps);
        var hull = maximum(high1, high2) - minimum(low1, low2);
        around = Area(hull);
        diagonal = (hull * hull).sum(-1);
        var apart = (low1 + high1 - low2 - high2) / 2;
        distance = (apart * apart).sum(-1);
    }

    /// <summary>The shared area per joint area.</summary>
    internal Tensor Iou => iou;

    /// <summary>Less the share of the box around both that belongs to none (Rezatofighi et al. 2019, arXiv:1902.09630).</summary>
    internal Tensor Generalized(double eps) => iou - (around - union) / (around + eps);

    /// <summary>Less the squared distance of the centres per squared diagonal of the box around both (Zheng et al. 2020, arXiv:1911.08287).</summary>
    internal Tensor Distance(double eps) => iou - distance / (diagonal + eps);

    /// <summary>Less, moreover, the difference of proportions (same source); its weight is a constant for gradients.</summary>
    internal Tensor Complete(double eps)
    {
        var angle = (width1 / height1).atan() - (width2 / height2).atan();
        var difference = angle * angle * (4 / (Math.PI * Math.PI));
        Tensor weight;
        using (no_grad()) weight = difference / (1 - iou + difference + eps);
        return Distance(eps) - weight * difference;
    }

    static Tensor Area(Tensor size) => size.select(-1, 0) * size.select(-1, 1);
}
