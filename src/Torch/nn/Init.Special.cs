namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <inheritdoc cref="xavier_uniform_"/>
            public static Tensor glorot_uniform_(Tensor tensor, double gain = 1) => xavier_uniform_(tensor, gain);

            /// <inheritdoc cref="xavier_normal_"/>
            public static Tensor glorot_normal_(Tensor tensor, double gain = 1) => xavier_normal_(tensor, gain);

            /// <summary>Normal, but only values in [a, b]: drawn by inverting the distribution function.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                var (low, high) = (Below((a - mean) / std), Below((b - mean) / std));
                return Quietly(tensor, t =>
                {
                    t.uniform_(2 * low - 1, 2 * high - 1, generator);
                    Ops.erfinv_.Mutate(t).mul_(std * Math.Sqrt(2)).add_(mean).clamp_(min: a, max: b);
                });
            }

            /// <summary>The probability that a standard normal number is below <paramref name="x"/>.</summary>
            static double Below(double x)
            {
                using var scaled = torch.tensor(x / Math.Sqrt(2));
                using var result = scaled.erf();
                return (1 + result.ToDouble()) / 2;
            }

            /// <summary>Ones on the diagonal of a matrix, zeros elsewhere.</summary>
            /// <exception cref="ArgumentException">The tensor is no matrix.</exception>
            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.ndim != 2) throw new ArgumentException($"eye_ needs a matrix, but got {tensor.ndim} dimensions.");
                return Quietly(tensor, t =>
                {
                    using var identity = eye(t.shape[0], t.shape[1], t.dtype, t.device);
                    t.copy_(identity);
                });
            }

            /// <summary>The weights of a convolution that hands channel i on as channel i: a one in the middle of each such filter.</summary>
            /// <exception cref="ArgumentException">The tensor has not three to five dimensions.</exception>
            public static Tensor dirac_(Tensor tensor)
            {
                if (tensor.ndim is < 3 or > 5) throw new ArgumentException($"dirac_ needs the weights of a convolution, with 3 to 5 dimensions, but got {tensor.ndim}.");
                return Quietly(tensor, t =>
                {
                    using var scope = NewDisposeScope();
                    t.zero_();
                    var middle = t;
                    for (var i = 2; i < tensor.ndim; i++) middle = middle.select(2, tensor.shape[i] / 2);
                    for (var i = 0; i < Math.Min(tensor.shape[0], tensor.shape[1]); i++) middle.select(0, i).select(0, i).fill_(1);
                });
            }

            /// <summary>An orthogonal matrix, or orthogonal rows or columns (Saxe et al. 2013, arXiv:1312.6120); dimensions after the first count as one.</summary>
            /// <exception cref="ArgumentException">There are fewer than two dimensions.</exception>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                if (tensor.ndim < 2) throw new ArgumentException($"orthogonal_ needs at least 2 dimensions, but got {tensor.ndim}.");
                if (tensor.numel() == 0) return tensor;
                return Quietly(tensor, t =>
                {
                    using var scope = NewDisposeScope();
                    var (rows, columns) = (t.shape[0], t.numel() / t.shape[0]);
                    var drawn = empty(rows, columns, dtype: t.dtype, device: t.device).normal_();
                    var (q, r) = Ops.linalg_qr.CallPair(rows < columns ? drawn.t() : drawn);
                    q.mul_(r.diag().sign());
                    t.view(rows, columns).copy_(rows < columns ? q.t() : q);
                    t.mul_(gain);
                });
            }

            /// <summary>Normal with the given deviation, except that in every column a part of the elements, at random places, is zero.</summary>
            /// <exception cref="ArgumentException">The tensor is no matrix.</exception>
            public static Tensor sparse_(Tensor tensor, double sparsity, double std = 0.01)
            {
                if (tensor.ndim != 2) throw new ArgumentException($"sparse_ needs a matrix, but got {tensor.ndim} dimensions.");
                return Quietly(tensor, t =>
                {
                    using var scope = NewDisposeScope();
                    var (rows, zeros) = (t.shape[0], (long)Math.Ceiling(sparsity * t.shape[0]));
                    t.normal_(0, std);
                    for (var column = 0; column < t.shape[1]; column++)
                    {
                        var chosen = randperm(rows).narrow(0, 0, zeros).to(t.device);
                        Ops.index_fill__int_Scalar.Mutate(t.select(1, column), 0, chosen, 0);
                    }
                });
            }
        }
    }
}
