using System.Runtime.InteropServices;
using Marginalia.Torch.Tests.Helpers;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Mathematics;

/// <summary>What holds for decompositions whatever signs and phases they choose; errors.</summary>
public class LinearAlgebraTests
{
    static Tensor Random(params long[] shape) => randn(shape, ScalarType.Float64, generator: new Generator(17));
    static Tensor Symmetric(long n) => Random(n, n) is var a ? a + a.mT : null!;
    static Tensor Identity(long n) => eye(n, dtype: ScalarType.Float64);
    static Tensor Real(Tensor complex) => ops.call<Tensor>("real", complex);

    [Theory]
    [InlineData(linalg.QRMode.Reduced, 5, 3, 3)]
    [InlineData(linalg.QRMode.Complete, 5, 3, 5)]
    [InlineData(linalg.QRMode.Reduced, 3, 5, 3)]
    public void Q_is_orthonormal_and_Q_R_is_A(linalg.QRMode mode, long rows, long columns, long inner)
    {
        var a = Random(2, rows, columns);
        var (q, r) = linalg.qr(a, mode);
        Assert.Equal([2, rows, inner], q.shape);
        TensorAssert.Equal(a, q.matmul(r), 1e-12);
        TensorAssert.Equal(Identity(inner).expand(2, inner, inner), q.mT.matmul(q), 1e-12);
        TensorAssert.Equal(r.triu(), r);
    }

    [Fact]
    public void QR_without_Q()
    {
        var (q, r) = linalg.qr(Random(5, 3), linalg.QRMode.R);
        Assert.Equal(0, q.numel());
        Assert.Equal([3, 3], r.shape);
    }

    [Theory]
    [InlineData(true, 5, 5)]
    [InlineData(false, 5, 3)]
    public void U_S_Vh_is_A(bool full, long rows, long uColumns)
    {
        var a = Random(rows, 3);
        var (u, s, vh) = linalg.svd(a, full);
        Assert.Equal([rows, uColumns], u.shape);
        Assert.True(s[0].ToDouble() >= s[2].ToDouble());
        TensorAssert.Equal(a, u.narrow(1, 0, 3).matmul(s.diag()).matmul(vh), 1e-12);
    }

    [Fact]
    public void Eigenvectors_belong_to_their_eigenvalues()
    {
        var a = Symmetric(4);
        var (values, vectors) = linalg.eigh(a);
        TensorAssert.Equal(vectors.matmul(values.diag()), a.matmul(vectors), 1e-12);
        TensorAssert.Equal(values.sort().Item1, values);

        var general = Random(4, 4);
        var (complexValues, complexVectors) = linalg.eig(general);
        var complex = general.to(ScalarType.ComplexFloat64);
        TensorAssert.Equal(Real(complexVectors.matmul(complexValues.diag())), Real(complex.matmul(complexVectors)), 1e-12);
        TensorAssert.Equal(Real(complexValues.sum()), general.trace(), 1e-12);
        TensorAssert.Equal(Real(complexValues), Real(linalg.eigvals(general)), 1e-12);
    }

    [Fact]
    public void Factors_solve()
    {
        var (a, b) = (Random(4, 4), Random(4, 2));
        var (factors, pivots) = linalg.lu_factor(a);
        TensorAssert.Equal(b, a.matmul(linalg.lu_solve(factors, pivots, b)), 1e-12);
        var (p, l, u) = linalg.lu(a);
        TensorAssert.Equal(a, p.matmul(l).matmul(u), 1e-12);

        var s = Symmetric(4);
        var (ldl, ldlPivots) = linalg.ldl_factor(s);
        TensorAssert.Equal(b, s.matmul(linalg.ldl_solve(ldl, ldlPivots, b)), 1e-12);
        Assert.Equal(0, linalg.ldl_factor_ex(s).Info.ToInt64());
    }

    [Fact]
    public void Results_go_into_a_given_tensor()
    {
        var (a, b) = (Random(3, 3), Random(3, 2));
        var target = zeros(0L, dtype: ScalarType.Float64);
        Assert.Same(target, linalg.solve_triangular(a.triu(), b, upper: true, @out: target));
        TensorAssert.Equal(b, a.triu().matmul(target), 1e-9);

        var values = zeros(3L, dtype: ScalarType.Float64);
        Assert.Same(values, special.bessel_j0(b.select(1, 0), values));
        TensorAssert.Equal(special.bessel_j0(b.select(1, 0)), values);
        Assert.Same(values, linalg.vecdot(a, a, 1, values));
        TensorAssert.Equal(a.square().sum(1L), values, 1e-12);
    }

    [Fact]
    public void Norms_along_dimensions_do_not_mix_them_up()
    {
        var a = tensor(new double[,] { { 3, 0 }, { 4, 5 } });
        TensorAssert.Equal([5, 5], linalg.norm(a, [0]));
        TensorAssert.Equal([3, 9], linalg.norm(a, 1, [1]));
        Assert.Equal(7, linalg.matrix_norm(a, 1.0).ToDouble());
        Assert.Equal(9, linalg.matrix_norm(a, double.PositiveInfinity).ToDouble());
    }

    [Fact]
    public void Distances_agree_whichever_way_they_are_computed()
    {
        var (x, y) = (Random(30, 3), Random(28, 3) + 1);
        var exact = cdist(x, y, compute_mode: compute_mode.donot_use_mm_for_euclid_dist);
        TensorAssert.Equal(exact, cdist(x, y), 1e-9);
        TensorAssert.Equal(exact, cdist(x, y, 2, compute_mode.use_mm_for_euclid_dist), 1e-9);
        TensorAssert.Equal((x.unsqueeze(1) - y).square().sum(2L).sqrt(), exact, 1e-12);
    }

    public static TheoryData<string> Differentiable => [.. Gradients.Keys];

    static readonly Dictionary<string, (Func<Tensor[], Tensor> Function, Func<Tensor[]> Inputs)> Gradients = new()
    {
        ["cholesky"] = (x => linalg.cholesky(x[0].matmul(x[0].mT) + Identity(3)), () => [Random(3, 3)]),
        ["det"] = (x => linalg.det(x[0]), () => [Random(2, 3, 3)]),
        ["slogdet"] = (x => linalg.slogdet(x[0]).Item2, () => [Random(3, 3)]),
        ["inv"] = (x => linalg.inv(x[0]), () => [Random(3, 3)]),
        ["solve"] = (x => linalg.solve(x[0], x[1]), () => [Random(3, 3), Random(3, 2)]),
        ["solve_triangular"] = (x => linalg.solve_triangular(x[0].triu(), x[1], upper: true), () => [Random(3, 3) + 3 * Identity(3), Random(3, 2)]),
        ["svdvals"] = (x => linalg.svdvals(x[0]), () => [Random(4, 3)]),
        ["eigvalsh"] = (x => linalg.eigvalsh(x[0] + x[0].mT), () => [Random(3, 3)]),
        ["qr"] = (x => linalg.qr(x[0]).R, () => [Random(4, 3)]),
        ["pinv"] = (x => linalg.pinv(x[0]), () => [Random(4, 3)]),
        ["matrix_exp"] = (x => linalg.matrix_exp(x[0]), () => [Random(3, 3)]),
        ["lu"] = (x => linalg.lu(x[0]).U, () => [Random(3, 3)]),
        ["norm"] = (x => linalg.norm(x[0], 3.0, [1]), () => [Random(3, 4)]),
        ["nuclear"] = (x => linalg.matrix_norm(x[0], "nuc"), () => [Random(3, 4)]),
        ["multi_dot"] = (x => linalg.multi_dot(x), () => [Random(2, 3), Random(3, 4), Random(4, 2)]),
        ["cdist"] = (x => cdist(x[0], x[1], 3), () => [Random(3, 2), Random(4, 2) + 1]),
        ["rfft"] = (x => ops.call<Tensor>("view_as_real", fft.rfft(x[0], 5, 0, FFTNormType.Ortho)), () => [Random(4, 3)]),
        ["irfft2"] = (x => fft.irfft2(fft.rfft2(x[0], norm: FFTNormType.Forward)), () => [Random(3, 4)]),
        ["entr"] = (x => special.entr(x[0].square() + 0.1), () => [Random(5)]),
        ["erfcx"] = (x => special.erfcx(x[0]), () => [Random(5)]),
        ["ndtri"] = (x => special.ndtri(x[0].sigmoid()), () => [Random(5)]),
        ["i1e"] = (x => special.i1e(x[0]), () => [Random(5)]),
        ["sinc"] = (x => special.sinc(x[0]), () => [Random(5)]),
        ["polygamma"] = (x => special.polygamma(1, x[0].square() + 1), () => [Random(5)]),
        ["xlog1py"] = (x => special.xlog1py(x[0], x[1].square()), () => [Random(5), Random(5)]),
        ["log_softmax"] = (x => special.log_softmax(x[0], 1), () => [Random(2, 3)]),
        ["trapz"] = (x => trapz(x[0], x[1]), () => [Random(2, 3), Random(3)]),
    };

    [Theory, MemberData(nameof(Differentiable))]
    public void Gradients_are_those_of_differences(string name) => GradientCheck.Run(Gradients[name].Function, Gradients[name].Inputs());

    [Fact]
    public void Transforms_undo_each_other()
    {
        var x = Random(3, 4, 5);
        foreach (var norm in Enum.GetValues<FFTNormType>())
        {
            TensorAssert.Equal(x, Real(fft.ifft(fft.fft_(x, norm: norm), norm: norm)), 1e-12);
            TensorAssert.Equal(x, fft.irfftn(fft.rfftn(x, norm: norm), [3, 4, 5], norm: norm), 1e-12);
            TensorAssert.Equal(x, fft.hfft(fft.ihfft(x, norm: norm), 5, norm: norm), 1e-12);
        }
        TensorAssert.Equal(x, fft.ifftshift(fft.fftshift(x, [1, 2]), [1, 2]));
        Assert.Equal(ScalarType.Float64, fft.fftfreq(4, dtype: ScalarType.Float64, requires_grad: true).dtype);
        Assert.True(fft.rfftfreq(4, requires_grad: true).requires_grad);
    }

    [Fact]
    public void Sigmoid_in_place_changes_its_argument()
    {
        var x = zeros(2);
        Assert.Same(x, special.sigmoid_(x));
        TensorAssert.Equal([0.5, 0.5], x);
    }

    [Theory]
    [InlineData("the input is not positive-definite (the leading minor of order 2", "cholesky")]
    [InlineData("the inversion could not be completed because the input matrix is singular", "inv")]
    [InlineData("A must be batches of square matrices, but they are 2 by 3 matrices", "det")]
    [InlineData("must have at least 2 dimensions", "svd")]
    [InlineData("The solver failed because the input matrix is singular", "solve")]
    [InlineData("inputs dimension -1 must have length 3. Got 2 and 2", "cross")]
    [InlineData("X1 and X2 must have the same number of columns. X1: 3 X2: 4", "cdist")]
    [InlineData("Invalid number of data points (0) specified", "fft")]
    [InlineData("U[2,2] is zero", "lu")]
    public void Bad_input_is_refused(string message, string what)
    {
        Func<object> call = what switch
        {
            "cholesky" => () => linalg.cholesky(tensor(new float[,] { { 1, 2 }, { 2, 1 } })),
            "inv" => () => linalg.inv(zeros(2, 2)),
            "det" => () => linalg.det(ones(2, 3)),
            "svd" => () => linalg.svd(ones(3)),
            "solve" => () => linalg.solve(zeros(2, 2), ones(2)),
            "cross" => () => linalg.cross(ones(2, 2), ones(2, 2)),
            "cdist" => () => cdist(ones(2, 3), ones(2, 4)),
            "fft" => () => fft.fft_(zeros(0)),
            _ => () => lu(ones(2, 2)),
        };
        var e = Assert.Throws<ExternalException>(() => { call(); });
        Assert.Contains(message, e.Message);
    }

    [Fact]
    public void Unknown_modes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => linalg.qr(ones(2, 2), (linalg.QRMode)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => fft.fft_(ones(2), norm: (FFTNormType)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram(ones(2), (HistogramBinSelector)9));
    }

    [Fact]
    public void Draws_of_gamma_and_Dirichlet_have_their_means()
    {
        var generator = new Generator(3);
        var gamma = _standard_gamma(full(new long[] { 20000 }, 2.5f), generator);
        Assert.Equal(2.5, gamma.mean().ToDouble(), 0.05);
        var dirichlet = _sample_dirichlet(tensor(new float[] { 1, 2, 5 }).expand(20000, 3), generator);
        TensorAssert.Equal([0.125, 0.25, 0.625], dirichlet.mean([0L]), tolerance: 0.01);
    }
}
