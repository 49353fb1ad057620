using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Objectives;

public class DistillationTests
{
    [Fact]
    public void Features_that_are_equal_up_to_a_positive_scale_have_no_distance_and_opposite_ones_4()
    {
        var teacher = randn([2, 5, 3, 4], ScalarType.Float64);
        var scales = rand([2, 1, 3, 4], ScalarType.Float64) + 0.1;
        Assert.Equal(0, Distillation.Features(scales * teacher, teacher).ToDouble(), 14);
        Assert.Equal(4, Distillation.Features(-scales * teacher, teacher).ToDouble(), 12);
        Assert.True(Distillation.Features(2 * teacher, teacher, normalize: false).ToDouble() > 1);
    }

    [Fact]
    public void Channels_are_normalized_at_each_position_and_positions_averaged()
    {
        // Two positions: the unit vectors differ by a right angle, distance 2, and by none.
        var student = tensor(new double[] { 3, 0, 0, 5 }).reshape(1, 2, 1, 2);
        var teacher = tensor(new double[] { 0, 0, 7, 2 }).reshape(1, 2, 1, 2);
        Assert.Equal(1, Distillation.Features(student, teacher).ToDouble(), 14);
        Assert.Equal((9 + 49 + 9) / 2.0, Distillation.Features(student, teacher, normalize: false).ToDouble(), 14);
        Assert.Equal(1, Distillation.Features(student.permute(0, 3, 1, 2).reshape(2, 2), teacher.permute(0, 3, 1, 2).reshape(2, 2)).ToDouble(), 14);
    }

    [Fact]
    public void A_map_of_another_size_is_resized_to_the_teachers()
    {
        var student = randn([1, 2, 2, 2], ScalarType.Float64);
        var large = nn.functional.interpolate(student, size: [4, 6], mode: InterpolationMode.Bilinear, align_corners: false);
        Assert.Equal(0, Distillation.Features(student, large).ToDouble(), 14);
    }

    [Fact]
    public void Only_the_student_gets_a_gradient()
    {
        foreach (var distance in new Func<Tensor, Tensor, Tensor>[] { (s, t) => Distillation.Features(s, t), (s, t) => Distillation.Predictions(s, t, 2), Distillation.Alignment })
        {
            var (student, teacher) = (randn(6, 4).requires_grad_(), randn(6, 4).requires_grad_());
            distance(student, teacher).backward();
            Assert.True(student.grad!.abs().sum().ToDouble() > 0);
            Assert.Null(teacher.grad);
        }
    }

    [Fact]
    public void Predictions_are_compared_by_the_divergence_of_torch()
    {
        var (student, teacher) = (randn([3, 4], ScalarType.Float64), randn([3, 4], ScalarType.Float64));
        foreach (double temperature in new[] { 1.0, 8 })
        {
            var expected = nn.functional.kl_div((student / temperature).log_softmax(1), (teacher / temperature).softmax(1), log_target: false, reduction: nn.Reduction.Sum) * temperature * temperature / 3;
            Assert.Equal(expected.ToDouble(), Distillation.Predictions(student, teacher, temperature).ToDouble(), 12);
        }

        Assert.Equal(0, Distillation.Predictions(teacher + 5, teacher, 3).ToDouble(), 14);
        var pixels = Distillation.Predictions(student.t().reshape(1, 4, 1, 3), teacher.t().reshape(1, 4, 1, 3)).ToDouble();
        Assert.Equal(Distillation.Predictions(student, teacher).ToDouble(), pixels, 14);
    }

    [Fact]
    public void Features_and_scores_that_do_not_fit_are_refused()
    {
        Assert.Contains("[2, 3]", Assert.Throws<ArgumentException>(() => Distillation.Features(ones(2, 3), ones(2, 4))).Message);
        Assert.Contains("same shape", Assert.Throws<ArgumentException>(() => Distillation.Predictions(ones(2, 3), ones(2, 4))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Distillation.Predictions(ones(2, 3), ones(2, 3), 0));
    }
}
