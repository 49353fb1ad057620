using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    public static partial class ops
    {
        /// <summary>Shared area per joint area of every box of the first list with every box of the second: [n, m].</summary>
        public static Tensor box_iou(Tensor boxes1, Tensor boxes2) => EveryPair(boxes1, boxes2, 0, pairs => pairs.Iou);

        /// <summary>IoU less the share of the box around both that belongs to none (Rezatofighi et al. 2019, arXiv:1902.09630): [n, m], from -1 to 1.</summary>
        public static Tensor generalized_box_iou(Tensor boxes1, Tensor boxes2) => EveryPair(boxes1, boxes2, 0, pairs => pairs.Generalized(0));

        /// <summary>IoU less the normalised squared distance of the centres (Zheng et al. 2020, arXiv:1911.08287): [n, m].</summary>
        public static Tensor distance_box_iou(Tensor boxes1, Tensor boxes2, double eps = 1e-7) => EveryPair(boxes1, boxes2, 0, pairs => pairs.Distance(eps));

        /// <summary>IoU less the normalised squared distance of the centres and the difference of proportions (same source): [n, m].</summary>
        public static Tensor complete_box_iou(Tensor boxes1, Tensor boxes2, double eps = 1e-7) => EveryPair(boxes1, boxes2, 0, pairs => pairs.Complete(eps));

        /// <summary>1 - generalized IoU of each box of one list with the same of the other.</summary>
        public static Tensor generalized_box_iou_loss(Tensor boxes1, Tensor boxes2, nn.Reduction reduction = nn.Reduction.None, double eps = 1e-7) =>
            Loss(boxes1, boxes2, reduction, eps, pairs => pairs.Generalized(eps));

        /// <summary>1 - distance IoU of each box of one list with the same of the other.</summary>
        public static Tensor distance_box_iou_loss(Tensor boxes1, Tensor boxes2, nn.Reduction reduction = nn.Reduction.None, double eps = 1e-7) =>
            Loss(boxes1, boxes2, reduction, eps, pairs => pairs.Distance(eps));

        /// <summary>1 - complete IoU of each box of one list with the same of the other.</summary>
        public static Tensor complete_box_iou_loss(Tensor boxes1, Tensor boxes2, nn.Reduction reduction = nn.Reduction.None, double eps = 1e-7) =>
            Loss(boxes1, boxes2, reduction, eps, pairs => pairs.Complete(eps));

        static Tensor EveryPair(Tensor boxes1, Tensor boxes2, double eps, Func<BoxPairs, Tensor> measure)
        {
            CheckBoxes(boxes1, nameof(boxes1));
            CheckBoxes(boxes2, nameof(boxes2));
            using var scope = NewDisposeScope();
            return measure(new(Wide(boxes1).unsqueeze(1), Wide(boxes2).unsqueeze(0), eps)).MoveToOuterDisposeScope();
        }

        static Tensor Loss(Tensor boxes1, Tensor boxes2, nn.Reduction reduction, double eps, Func<BoxPairs, Tensor> measure)
        {
            if (boxes1.ndim == 0 || boxes1.shape[^1] != 4 || !boxes1.shape.SequenceEqual(boxes2.shape))
                throw new ArgumentException($"The loss needs two equally long lists of boxes [..., 4], but got [{string.Join(", ", boxes1.shape)}] and [{string.Join(", ", boxes2.shape)}].");
            using var scope = NewDisposeScope();
            return Reduced(1 - measure(new(Wide(boxes1), Wide(boxes2), eps)), reduction).MoveToOuterDisposeScope();
        }

        /// <summary>The mean of no losses is zero, with a gradient.</summary>
        static Tensor Reduced(Tensor losses, nn.Reduction reduction) => reduction switch
        {
            nn.Reduction.Mean => losses.numel() > 0 ? losses.mean() : losses.sum(),
            nn.Reduction.Sum => losses.sum(),
            _ => losses,
        };

        /// <summary>Focal loss of independent yes-or-no answers (Lin et al. 2017, arXiv:1708.02002): cross entropy times (1 - p of the truth)^gamma.</summary>
        /// <param name="inputs">Logits.</param>
        /// <param name="targets">0 or 1.</param>
        /// <param name="alpha">The weight of a yes, 1 - alpha that of a no; negative for no weights.</param>
        /// <param name="gamma">How much less easy cases count.</param>
        /// <param name="reduction">What becomes of the losses of single elements.</param>
        public static Tensor sigmoid_focal_loss(Tensor inputs, Tensor targets, double alpha = 0.25, double gamma = 2, nn.Reduction reduction = nn.Reduction.None)
        {
            using var scope = NewDisposeScope();
            var p = inputs.sigmoid();
            var entropy = nn.functional.binary_cross_entropy_with_logits(inputs, targets, reduction: nn.Reduction.None);
            var wrong = p + targets - p * targets * 2;
            var loss = entropy * wrong.pow(gamma);
            if (alpha >= 0) loss = (targets * alpha + (1 - targets) * (1 - alpha)) * loss;
            return Reduced(loss, reduction).MoveToOuterDisposeScope();
        }

        public static Tensor sigmoid_focal_loss(Tensor inputs, Tensor targets, float alpha = 0.25f, float gamma = 2f, nn.Reduction reduction = nn.Reduction.None) =>
            sigmoid_focal_loss(inputs, targets, (double)alpha, (double)gamma, reduction);
    }
}
