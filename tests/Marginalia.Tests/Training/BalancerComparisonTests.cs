using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Training;

public sealed class BalancerComparisonTests : IDisposable
{
    private static readonly ToyRegressionDesign Design = ToyRegressionDesign.Variances with { Inputs = 6, Outputs = 3 };
    private readonly ToyRegression train = Draw(Split.Train), validation = Draw(Split.Validation), test = Draw(Split.Test);

    [Fact]
    public void The_baselines_are_there_without_being_asked_for()
    {
        var table = Run(Plan());
        Assert.Equal(["single task", "equal weights", "tuned weights", "GradNorm"], table.Arms);
        Assert.Equal(["task0", "task1"], table.Tasks);
        Assert.Equal("loss", table.Measure);
        Assert.All(table.Arms, arm => Assert.Equal([0, 1], table[arm].Select(row => row.Seed)));
        Assert.Equal(2 * 2, table["single task"][0].Candidates);
        Assert.Equal(2 * 3, table["tuned weights"][0].Candidates);
        Assert.Equal(2, table["GradNorm"][0].Candidates);
    }

    [Fact]
    public void Test_data_do_not_change_what_is_chosen()
    {
        using var garbage = new TensorDataset(("input", randn(40, 6)), ("task0", 100 * randn(40, 3)), ("task1", randn(40, 3)));
        var plan = Plan();
        var (honest, blind) = (Run(plan), Run(plan, garbage));
        foreach (var (row, other) in honest.Rows.Zip(blind.Rows))
        {
            Assert.Equal((row.Arm, row.Seed, row.Variant), (other.Arm, other.Seed, other.Variant));
            Assert.Equal(row.Settings, other.Settings);
            Assert.Equal(row.Validation, other.Validation);
            Assert.Equal(row.Train, other.Train);
            Assert.NotEqual(row.Test, other.Test);
        }
    }

    [Fact]
    public void Test_data_are_not_read_before_the_last_network_is_trained()
    {
        using var counted = new CountingDataset(test);
        int made = 0;
        var plan = Plan() with { Optimizer = (model, _, setting) => { made++; Assert.Equal(0, counted.Reads); return optim.SGD(model.parameters(), setting.LearningRate); } };
        var table = Run(plan, counted);
        Assert.Equal(made, table.Rows.Sum(row => row.Candidates));
        Assert.Equal(2 * (2 + 3), counted.Reads); // seeds * (single-task networks + methods): only what was chosen
    }

    [Fact]
    public void The_best_on_validation_data_wins()
    {
        var plan = Plan() with { Seeds = [3] };
        var row = Run(plan)["equal weights"].Single();
        var alone = plan.Settings.Select(setting => (setting, Losses: Trained(plan, [0, 1], setting, new EqualWeighting(2)))).ToArray();
        double[][] singles = [.. Enumerable.Range(0, 2).Select(task =>
            plan.Settings.Select(setting => Trained(plan, [task], setting, new EqualWeighting(1))).MinBy(losses => losses.Validation[0]).Validation)];
        var best = alone.MinBy(trial => trial.Losses.Validation[0] / singles[0][0] + trial.Losses.Validation[1] / singles[1][0]);
        Assert.Equal([best.setting], row.Settings);
        Assert.Equal(best.Losses.Validation, row.Validation);
        Assert.Equal(best.Losses.Test, row.Test);
    }

    [Fact]
    public void The_gain_is_over_single_task_networks_of_the_same_seed()
    {
        var table = Run(Plan());
        foreach (var row in table.Rows)
        {
            var reference = table["single task"].Single(other => other.Seed == row.Seed);
            Assert.Equal(DeltaMtl.Percent(row.Test, reference.Test, [false, false]), row.Delta, 12);
        }

        Assert.NotEqual(table["single task"][0].Test, table["single task"][1].Test);
        double expected = table["GradNorm"][1].Delta - table["tuned weights"][1].Delta;
        Assert.Equal(expected, table.Differences("GradNorm")[1], 12);
    }

    [Fact]
    public void Single_task_networks_choose_their_own_settings()
    {
        // Networks of task 1 alone learn with the rate that they were not told.
        var reversed = new HashSet<nn.Module>();
        MultiTaskModule Model(IReadOnlyList<int> tasks, Setting setting, long seed)
        {
            var model = Plan().Model(tasks, setting, seed);
            if (tasks is [1])
                reversed.Add(model);
            return model;
        }

        var plan = Plan() with
        {
            Settings = Setting.Grid([0.1, 0.0001]),
            Model = Model,
            Optimizer = (model, _, setting) => optim.Adam(model.parameters(), reversed.Contains(model) ? 0.1001 - setting.LearningRate : setting.LearningRate),
        };
        Assert.All(Run(plan)["single task"], row => Assert.Equal([0.1, 0.0001], row.Settings.Select(setting => setting.LearningRate)));
    }

    [Fact]
    public void Equal_weights_as_an_arm_repeat_the_baseline_bit_by_bit()
    {
        var table = Run(Plan() with { Arms = [new("again", _ => new EqualWeighting(2)), new("ones", _ => new StaticWeighting(1, 1))] });
        foreach (string arm in (string[])["again", "ones"])
            for (int seed = 0; seed < 2; seed++)
                Assert.Equal(table["equal weights"][seed].Test, table[arm][seed].Test);
    }

    [Fact]
    public void The_tuned_weights_are_never_worse_on_validation_data_than_equal_ones()
    {
        var table = Run(Plan());
        for (int seed = 0; seed < 2; seed++)
        {
            double Score(string arm) => DeltaMtl.Percent(table[arm][seed].Validation, table["single task"][seed].Validation, [false, false]);
            Assert.True(Score("tuned weights") >= Score("equal weights"));
        }

        Assert.Contains("w = (", table["tuned weights"][0].Variant);
    }

    [Fact]
    public void Results_do_not_depend_on_how_many_runs_go_side_by_side()
    {
        var (one, two) = (Run(Plan()), Run(Plan() with { Workers = 2 }));
        foreach (var (row, other) in one.Rows.Zip(two.Rows))
        {
            Assert.Equal(row.Settings, other.Settings);
            Assert.Equal(row.Test, other.Test);
        }
    }

    [Fact]
    public void A_method_may_be_kept_to_a_part_of_the_grid()
    {
        var table = Run(Plan() with { Arms = [new("slow", _ => new EqualWeighting(2)) { Allows = setting => setting.LearningRate < 0.1 }] });
        Assert.All(table["slow"], row => Assert.Equal([new Setting(0.02)], row.Settings));
        Assert.All(table["slow"], row => Assert.Equal(1, row.Candidates));
    }

    [Fact]
    public void Early_stopping_keeps_the_best_parameters_on_validation_data()
    {
        var plan = Plan() with { Settings = [new(0.3)], Steps = 60, Seeds = [0] };
        double[] Course(int task) => [.. Enumerable.Range(1, 6).Select(k => Trained(plan with { Steps = 10 * k }, [task], plan.Settings[0], new EqualWeighting(1)).Validation[0])];
        var row = Run(plan with { ValidateEvery = 10 })["single task"].Single();
        Assert.Equal([Course(0).Min(), Course(1).Min()], row.Validation);
    }

    [Fact]
    public void Candidates_that_diverge_are_counted_and_not_chosen()
    {
        var plan = Plan() with { Settings = [new(1e30), new(0.1)], Optimizer = (model, _, setting) => optim.SGD(model.parameters(), setting.LearningRate) };
        var table = Run(plan);
        Assert.All(table.Rows, row => Assert.All(row.Settings, setting => Assert.Equal(0.1, setting.LearningRate)));
        Assert.Equal(1, table["equal weights"][0].Diverged);
        Assert.Equal(3, table["tuned weights"][0].Diverged);

        var error = Assert.Throws<InvalidOperationException>(() => Run(plan with { Settings = [new(1e30)] }));
        Assert.Contains("add smaller learning rates", error.Message);
    }

    [Fact]
    public void Settings_form_a_grid()
    {
        Assert.Equal([new(1, 0, 0), new(1, 2, 0), new(3, 0, 0), new(3, 2, 0)], Setting.Grid([1, 3], [0, 2]));
        Assert.Equal("rate 0.003, decay 0.0001, dropout 0.2", new Setting(0.003, 0.0001, 0.2).ToString());
    }

    [Fact]
    public void The_default_optimizer_decays_the_network_and_not_the_balancer()
    {
        using var model = new MultiHeadMlp(6, [3, 3], width: 4, depth: 1);
        using var balancer = new UncertaintyWeighting(2, learningRate: null, initialLogVariance: 1);
        using var optimizer = Plan().Optimizer(model, balancer, new(0.1, WeightDecay: 10));
        foreach (var parameter in model.parameters().Append(balancer.LogVariances))
            parameter.grad = zeros_like(parameter);
        var before = Numbers.ToArray(model.parameters());
        optimizer.step();
        Assert.NotEqual(before, Numbers.ToArray(model.parameters()));
        Assert.Equal([1, 1], Numbers.ToArray(balancer.LogVariances));
    }

    [Fact]
    public void A_comparison_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        int made = 0;
        var plan = Plan() with { Optimizer = (model, _, _) => { if (++made == 3) source.Cancel(); return optim.SGD(model.parameters(), 0.1); } };
        Assert.Throws<OperationCanceledException>(() => BalancerComparison.Run(plan, test, source.Token));
        Assert.Equal(3, made);
    }

    [Fact]
    public void Plans_that_compare_nothing_are_refused()
    {
        void Refused(ComparisonPlan plan, string why) => Assert.Contains(why, Assert.Throws<ArgumentException>(() => Run(plan)).Message);
        Refused(Plan() with { Seeds = [1, 1] }, "seeds [1, 1]");
        Refused(Plan() with { Scalarizations = [] }, "no weights to choose among");
        Refused(Plan() with { Scalarizations = [[1, 1, 1]] }, "3 weights in a scalarisation of 2 tasks");
        Refused(Plan() with { Arms = [new("equal weights", _ => new EqualWeighting(2))] }, "each needs a name of its own");
        Refused(Plan() with { Settings = [] }, "0 of 0 settings");
        Refused(Plan() with { Steps = 0 }, "steps 0");
        Assert.Contains("there are single task, equal weights", Assert.Throws<KeyNotFoundException>(() => Run(Plan())["best"]).Message);
    }

    [Fact]
    public void The_table_is_shown_with_intervals_and_without_for_one_seed()
    {
        var table = Run(Plan());
        var lines = table.ToString().Split('\n');
        Assert.StartsWith("Comparison 2 tasks · test loss · 2 seeds", lines[0]);
        Assert.Matches("method +chosen +task0 +task1 +Δ % +Δ − tuned weights +ms per step +diverged", lines[3]);
        Assert.Matches(@"^  single task +each task its own +[\d.]+ +[\d.]+ +0 .* 0 of 8$", lines[4]);
        Assert.Matches(@"^  GradNorm +rate .* ± .* ± .* 0 of 4$", lines[^1]);
        Assert.Contains("<table", table.ToHtml());
        Assert.DoesNotContain("±", Run(Plan() with { Seeds = [0] }).ToString());
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        Run(Plan());
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Run(Plan() with { ValidateEvery = 10 });
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    public void Dispose()
    {
        train.Dispose();
        validation.Dispose();
        test.Dispose();
    }

    private static ToyRegression Draw(Split split) => new([1, 10], split, 60, design: Design);

    private ComparisonPlan Plan() => new()
    {
        Train = train,
        Validation = validation,
        Objectives = [Objective.MeanSquaredError("task0"), Objective.MeanSquaredError("task1")],
        Model = (tasks, _, seed) => new MultiHeadMlp(6, [.. tasks.Select(_ => 3)], width: 8, depth: 2, seed: seed),
        Arms = [new("GradNorm", _ => new GradNorm(2, alpha: 0.12))],
        Settings = Setting.Grid([0.1, 0.02]),
        Scalarizations = Scalarizations.Random(2, 3),
        Seeds = [0, 1],
        Steps = 30,
        BatchSize = 20,
    };

    private ComparisonTable Run(ComparisonPlan plan, Dataset? other = null) =>
        BalancerComparison.Run(plan, other ?? test, TestContext.Current.CancellationToken);

    /// <summary>The same training, written out.</summary>
    private (double[] Validation, double[] Test) Trained(ComparisonPlan plan, int[] tasks, Setting setting, Balancer balancer)
    {
        using var model = plan.Model(tasks, setting, plan.Seeds[0]);
        using var optimizer = optim.Adam(model.parameters(), setting.LearningRate);
        Objective[] objectives = [.. tasks.Select(task => plan.Objectives[task])];
        MultiTaskTraining.Train(model, new(train, 20, plan.Seeds[0]), objectives, balancer, optimizer, new() { Steps = plan.Steps }, TestContext.Current.CancellationToken);
        return (Evaluation.Losses(model, validation, objectives), Evaluation.Losses(model, test, objectives));
    }

    private sealed class CountingDataset(Dataset inner) : Dataset
    {
        public int Reads { get; private set; }

        public override int Count => inner.Count;

        public override IReadOnlyList<string> Names => inner.Names;

        public override Batch Get(long[] indices)
        {
            Reads++;
            return inner.Get(indices);
        }
    }
}
