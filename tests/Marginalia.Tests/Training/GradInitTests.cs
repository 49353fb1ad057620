using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace Marginalia.Tests.Training;

[Collection(nameof(Alone))]
public class GradInitTests
{
    private static readonly GradInitOptions plain = new() { Bound = double.PositiveInfinity, Normalize = false };

    [Fact]
    public void The_slope_of_the_objective_is_that_of_the_closed_form()
    {
        // L = theta^2 / 2 at theta = m w, w = 2: with the step eta g = 0.2 held fixed, d/dm (m w - 0.2)^2 / 2 / eta = w (2 - 0.2) / 0.1 = 2 . 18.
        using var model = new Scalar(2);
        using var search = new GradInit(model, model.HalfSquare, plain);
        var step = search.Step(One(), One(), One());
        Numbers.AssertClose([2, 2, 1.8 * 1.8 / 2 / 0.1, 36], [step.Norm, step.Loss, step.Objective!.Value, step.Slopes[0]], 1e-12);
        Assert.Equal(1 - 0.01, search.Scales[0], 1e-9); // Adam's first step is as long as its rate
        Assert.Equal(2 * search.Scales[0], model.Theta.ToDouble(), 1e-12);
    }

    [Theory]
    [InlineData(UpdateRule.Sgd, true)] // the step has length eta
    [InlineData(UpdateRule.Adam, false)] // the step is eta times the sign
    public void Normalized_steps_and_steps_of_signs_have_the_length_eta(UpdateRule optimizer, bool normalize)
    {
        using var model = new Scalar(-3);
        using var search = new GradInit(model, model.HalfSquare, plain with { Optimizer = optimizer, Normalize = normalize });
        var step = search.Step(One(), One(), One());
        Numbers.AssertClose([3, 2.9 * 2.9 / 2 / 0.1, 3 * 2.9 / 0.1], [step.Norm, step.Objective!.Value, step.Slopes[0]], 1e-10);
    }

    [Theory]
    [InlineData(1.99, true)]
    [InlineData(2, false)]
    public void The_norm_is_lowered_where_it_is_above_the_bound_and_only_there(double bound, bool lowers)
    {
        using var model = new Scalar(2);
        using var search = new GradInit(model, model.HalfSquare, plain with { Bound = bound });
        var step = search.Step(One(), One(), One());
        Assert.Equal(lowers, step.Objective is null);
        Assert.Equal(lowers ? 2 : 36, step.Slopes[0], 1e-10); // |m w| has the slope w
    }

    [Fact]
    public void The_norm_of_Adam_is_the_sum_of_absolute_values_and_of_Sgd_Euclidean()
    {
        foreach (var (optimizer, norm) in new[] { (UpdateRule.Sgd, 5.0), (UpdateRule.Adam, 7.0) })
        {
            using var model = new Scalar(3, -4);
            using var search = new GradInit(model, model.HalfSquare, plain with { Optimizer = optimizer });
            Assert.Equal(norm, search.Step(One(), One(), One()).Norm, 1e-12);
        }
    }

    [Fact]
    public void The_step_comes_from_the_first_two_halves_and_is_judged_on_the_first_and_the_third()
    {
        using var model = new Scalar(2);
        Tensor Loss(Batch batch) => model.Theta * batch["x"].mean(); // the gradient is the mean of x, the objective's slope w mean(x) / eta
        using var search = new GradInit(model, Loss, plain);
        var step = search.Step(Data(1, 2), Data(5, 8), Data(10, 7));
        Numbers.AssertClose([4, 8, (2 - 0.4) * 5 / 0.1, 2 * 5 / 0.1], [step.Norm, step.Loss, step.Objective!.Value, step.Slopes[0]], 1e-10);
    }

    [Fact]
    public void Scales_stay_above_their_floor()
    {
        using var model = new Scalar(2);
        using var search = new GradInit(model, model.HalfSquare, plain with { LearningRate = 0.3, MinScale = 0.25 });
        for (int i = 0; i < 6; i++)
            search.Step(One(), One(), One());
        Assert.Equal(0.25, search.Scales[0]);
        Assert.Equal(0.5, model.Theta.ToDouble(), 1e-12);
    }

    [Fact]
    public void Slopes_are_clipped_before_they_enter_the_moments()
    {
        using var model = new Scalar(2);
        using var search = new GradInit(model, batch => model.HalfSquare(batch) * batch["x"].mean(), plain with { Clip = 1, MinScale = 0 });
        search.Step(Data(1e-4, 1e-4), Data(1e-4, 1e-4), Data(1e-4, 1e-4)); // slope 0.004 (1 - 1e-5 . ...)
        var small = search.Step(Data(1, 1), Data(1, 1), Data(1, 1)).Slopes[0];
        Assert.True(small > 30);
        // Adam after slopes s and 1: mean (0.09 s + 0.1) / 0.19, spread sqrt((0.000999 s^2 + 0.001) / 0.001999)
        double s = 2 * (2 - 0.1 * 2e-4) * 1e-4 / 0.1;
        double expected = 1 - 0.01 - 0.01 * ((0.09 * s + 0.1) / 0.19) / Math.Sqrt((0.000999 * s * s + 0.001) / 0.001999);
        Assert.Equal(expected, search.Scales[0], 1e-6);
    }

    [Fact]
    public void Steps_of_the_constraint_leave_the_moments_of_the_objective_alone_unless_they_are_shared()
    {
        double AfterBoth(bool shared)
        {
            using var model = new Scalar(2);
            using var search = new GradInit(model, batch => model.HalfSquare(batch) * batch["x"].mean(), plain with { Bound = 1, SharedMoments = shared, Clip = 100 });
            Assert.Null(search.Step(Data(50, 50), Data(50, 50), Data(50, 50)).Objective);
            double before = search.Scales[0];
            Assert.NotNull(search.Step(Data(0.1, 0.1), Data(0.1, 0.1), Data(0.1, 0.1)).Objective);
            return before - search.Scales[0];
        }

        Assert.Equal(0.01, AfterBoth(shared: false), 1e-7); // the first step of a fresh Adam
        Assert.InRange(AfterBoth(shared: true), 0.005, 0.0095);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Slopes_agree_with_differences(bool lowers)
    {
        // Convolutions, ReLU, batch normalization and an affine layer: the norm needs second derivatives of all of them.
        using var scope = NewDisposeScope();
        var model = new ImageClassifier(new ConvNet([3, 4], 1, 1, seed: 2, dtype: ScalarType.Float64), [3], seed: 1);
        var generator = new Generator(4);
        Batch Draw() => new(new Dictionary<string, Tensor> { ["image"] = rand([4, 1, 8, 8], ScalarType.Float64, generator: generator), ["label"] = randint(0, 3, [4], ScalarType.Int64, generator: generator) });
        var (first, second, fresh) = (Draw(), Draw(), Draw());
        Tensor Loss(Batch batch) => nn.functional.cross_entropy(model.call(batch["image"])[0], batch["label"]);
        var parameters = model.parameters().ToArray();
        var original = parameters.Select(parameter => parameter.detach().clone()).ToArray();
        Tensor[] Gradient() => [.. autograd.grad([Loss(Batch.Join(first, second))], parameters)];
        Tensor[] step = [];
        double Value()
        {
            var gradient = Gradient();
            double norm = Math.Sqrt(gradient.Sum(part => part.square().sum().ToDouble()));
            if (lowers)
                return norm;
            using var quiet = no_grad();
            if (step.Length == 0)
                step = [.. gradient.Select(part => part * (0.1 / norm))];
            foreach (var (parameter, part) in parameters.Zip(step))
                parameter.sub_(part);
            return Loss(Batch.Join(first, fresh)).ToDouble() / 0.1;
        }

        using var search = new GradInit(model, Loss, new() { Bound = lowers ? 1e-9 : double.PositiveInfinity });
        var slopes = search.Step(first, second, fresh).Slopes;
        var names = model.named_parameters().Select(item => item.name).ToArray();
        void Restore(int scaled, double scale)
        {
            using var quiet = no_grad();
            for (int k = 0; k < parameters.Length; k++)
                parameters[k].copy_(k == scaled ? original[k] * scale : original[k]);
        }

        Restore(-1, 1);
        Value(); // the step that both sides hold fixed
        for (int i = 0; i < search.Names.Count; i++)
        {
            int k = Array.IndexOf(names, search.Names[i]);
            double At(double scale)
            {
                Restore(k, scale);
                return Value();
            }

            double difference = (At(1 + 1e-5) - At(1 - 1e-5)) / 2e-5;
            Assert.Equal(difference, slopes[i], 1e-6 * Math.Max(1, Math.Abs(difference)));
        }
    }

    [Fact]
    public void The_network_ends_as_its_first_weights_times_the_scales_with_its_biases_buffers_and_modes()
    {
        using var model = new ImageClassifier(new ConvNet([4, 6], channels: 1), [10]);
        model.children().First().eval();
        using var data = new Glyphs(Split.Train, 64);
        var before = model.state_dict().ToDictionary(pair => pair.Key, pair => Numbers.ToArray(pair.Value));
        var modes = model.modules().Select(module => module.training).ToArray();
        var live = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        var history = GradInit.Run(
            model, batch => nn.functional.cross_entropy(model.call(batch["image"])[0], batch["label"]), new DataLoader(data, 16), new() { Iterations = 5 });
        Assert.Equal(live, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        Assert.Equal(modes, model.modules().Select(module => module.training));
        Assert.All(model.parameters(), parameter => Assert.Null(parameter.grad));
        var moved = 0;
        foreach (var (name, value) in model.state_dict())
        {
            double scale = history.Names.Contains("scale/" + name) ? history["scale/" + name].Last : 1;
            moved += scale != 1 ? 1 : 0;
            Numbers.AssertClose([.. before[name].Select(x => x * scale)], Numbers.ToArray(value), scale == 1 ? 0 : 1e-6, name);
        }

        Assert.Equal(model.named_parameters().Count(item => !item.name.EndsWith("bias", StringComparison.Ordinal)), moved);
    }

    [Fact]
    public void Weights_that_are_too_large_come_within_the_bound_and_the_objective_falls()
    {
        using var model = new MultiHeadMlp(8, [3], width: 24, depth: 2);
        using (no_grad())
            foreach (var parameter in model.parameters().Where(parameter => parameter.dim() == 2))
                parameter.mul_(5);
        using var data = new Clusters(Split.Train, 512, design: new(Classes: 3, Inputs: 8));
        var history = GradInit.Run(
            model, batch => nn.functional.cross_entropy(model.call(batch["input"])[0], batch["label"]), new DataLoader(data, 32),
            new() { Iterations = 250, LearningRate = 0.02 });
        double[] norms = history["norm"].Values, objectives = history["objective"].Values;
        Assert.True(norms[0] > 3, $"{norms[0]}");
        Assert.InRange(norms[^20..].Average(), 0, 1.2);
        Assert.True(objectives[^20..].Average() < objectives[..20].Average() - 0.2, $"{objectives[..20].Average()} to {objectives[^20..].Average()}");
    }

    [Fact]
    public void Impossible_options_networks_and_weights_are_refused()
    {
        using var model = new Scalar(2);
        Assert.Contains("StepLength = 0", Assert.Throws<ArgumentException>(() => new GradInit(model, model.HalfSquare, new() { StepLength = 0 })).Message);
        model.Theta.requires_grad = false;
        Assert.Contains("no trainable weight", Assert.Throws<ArgumentException>(() => new GradInit(model, model.HalfSquare)).Message);
        using var huge = new Scalar(double.PositiveInfinity);
        using var search = new GradInit(huge, huge.HalfSquare);
        Assert.Contains("scale them down", Assert.Throws<ArithmeticException>(() => search.Step(One(), One(), One())).Message);
    }

    private static Batch One() => Data(1);

    private static Batch Data(params double[] x) => new(new Dictionary<string, Tensor> { ["x"] = tensor(x) });

    private sealed class Scalar : nn.Module
    {
        private readonly Parameter weight;

        public Scalar(params double[] theta)
            : base(nameof(Scalar))
        {
            weight = new Parameter(tensor(theta));
            RegisterComponents();
        }

        public Parameter Theta => weight;

        public Tensor HalfSquare(Batch _) => weight.square().sum() / 2;
    }
}
