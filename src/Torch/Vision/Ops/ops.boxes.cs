using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torchvision
{
    /// <summary>Operations on boxes and parts of networks for images. Boxes are rows [x1, y1, x2, y2] with x1 &lt; x2, y1 &lt; y2.</summary>
    public static partial class ops
    {
        /// <summary>How four numbers describe a box.</summary>
        public enum BoxFormats
        {
            /// <summary>Two corners.</summary>
            xyxy = 0,

            /// <summary>A corner, width and height.</summary>
            xywh = 1,

            /// <summary>The centre, width and height.</summary>
            cxcywh = 2,
        }

        /// <summary>The area of each box.</summary>
        public static Tensor box_area(Tensor boxes)
        {
            CheckBoxes(boxes, nameof(boxes));
            using var scope = NewDisposeScope();
            var (x1, y1, x2, y2) = Sides(Wide(boxes));
            return ((x2 - x1) * (y2 - y1)).MoveToOuterDisposeScope();
        }

        /// <summary>Boxes described in another way.</summary>
        public static Tensor box_convert(Tensor boxes, BoxFormats in_fmt, BoxFormats out_fmt)
        {
            if (boxes.ndim == 0 || boxes.shape[^1] != 4) throw new ArgumentException($"Boxes have the shape [..., 4], but these [{string.Join(", ", boxes.shape)}].");
            if (in_fmt == out_fmt) return boxes.clone();
            using var scope = NewDisposeScope();
            var (a, b, c, d) = Sides(boxes);
            var (x1, y1, x2, y2) = in_fmt switch
            {
                BoxFormats.xyxy => (a, b, c, d),
                BoxFormats.xywh => (a, b, a + c, b + d),
                BoxFormats.cxcywh => (a - c * 0.5, b - d * 0.5, a + c * 0.5, b + d * 0.5),
                _ => throw new ArgumentOutOfRangeException(nameof(in_fmt), in_fmt, "There is no such format."),
            };
            Tensor[] sides = out_fmt switch
            {
                BoxFormats.xyxy => [x1, y1, x2, y2],
                BoxFormats.xywh => [x1, y1, x2 - x1, y2 - y1],
                BoxFormats.cxcywh => [(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1],
                _ => throw new ArgumentOutOfRangeException(nameof(out_fmt), out_fmt, "There is no such format."),
            };
            return stack(sides, -1).MoveToOuterDisposeScope();
        }

        /// <summary>The smallest box around each mask [count, height, width]; its corners are centres of pixels.</summary>
        /// <exception cref="ArgumentException">A mask is empty.</exception>
        public static Tensor masks_to_boxes(Tensor masks)
        {
            if (masks.ndim != 3) throw new ArgumentException($"Masks have the shape [count, height, width], but these [{string.Join(", ", masks.shape)}].");
            using var scope = NewDisposeScope();
            var set = masks.ne(0);
            if (masks.numel() == 0) return zeros([masks.shape[0], 4], ScalarType.Float32, masks.device).MoveToOuterDisposeScope();
            if (set.flatten(1).any(1).logical_not().any().ToBoolean()) throw new ArgumentException("A mask has no pixel, so that there is no box around it.");
            var (rows, columns) = (set.any(2).to(ScalarType.Byte), set.any(1).to(ScalarType.Byte));
            Tensor[] sides = [columns.argmax(1), rows.argmax(1), masks.shape[2] - 1 - columns.flip(1).argmax(1), masks.shape[1] - 1 - rows.flip(1).argmax(1)];
            return stack(sides, 1).to(ScalarType.Float32).MoveToOuterDisposeScope();
        }

        static void CheckBoxes(Tensor boxes, string name)
        {
            ArgumentNullException.ThrowIfNull(boxes, name);
            if (boxes.ndim != 2 || boxes.shape[1] != 4) throw new ArgumentException($"Boxes have the shape [count, 4], but {name} [{string.Join(", ", boxes.shape)}].");
        }

        static (Tensor, Tensor, Tensor, Tensor) Sides(Tensor boxes) => (boxes.select(-1, 0), boxes.select(-1, 1), boxes.select(-1, 2), boxes.select(-1, 3));

        /// <summary>In a type in which areas do not overflow.</summary>
        static Tensor Wide(Tensor boxes) => boxes.dtype switch
        {
            ScalarType.Float32 or ScalarType.Float64 or ScalarType.Int64 or ScalarType.Int32 => boxes.alias(),
            ScalarType.Float16 or ScalarType.BFloat16 => boxes.to(ScalarType.Float32),
            _ => boxes.to(ScalarType.Int32),
        };
    }
}
