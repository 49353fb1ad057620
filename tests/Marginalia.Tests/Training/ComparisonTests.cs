using Marginalia.Architectures;
using Marginalia.Augmentations;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Training;

public sealed class ComparisonTests : IDisposable
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
        const int looks = 2; // the first example is compared with those of the training and validation data
        var plan = Plan() with { Optimizer = (model, _, setting) => { made++; Assert.Equal(looks, counted.Reads); return optim.SGD(model.parameters(), setting.LearningRate); } };
        var table = Run(plan, counted);
        Assert.Equal(made, table.Rows.Sum(row => row.Candidates));
        const int reads = 2; // of the first example, for its size, and of all
        Assert.Equal(looks + reads * 2 * (2 + 3), counted.Reads); // seeds * (single-task networks + methods): only what was chosen
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
    public void Augmentation_changes_what_networks_are_trained_on_and_nothing_else()
    {
        using var blank = new TensorDataset([.. train.Names.Select(name => (name, name == "input" ? zeros_like(train[name]) : train[name].clone()))]);
        var plan = Plan();
        var (plain, changed, expected) = (Run(plan), Run(plan with { Augmentation = new Blank() }), Run(plan with { Train = blank }));
        Assert.Equal(expected.Rows.Select(row => row.Validation), changed.Rows.Select(row => row.Validation));
        Assert.Equal(expected.Rows.Select(row => row.Test), changed.Rows.Select(row => row.Test));
        Assert.NotEqual(plain.Rows[0].Test, changed.Rows[0].Test);
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
        var row = Run(plan with { Rule = SelectionRule.BestOnValidation(10) })["single task"].Single();
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
        Assert.Throws<OperationCanceledException>(() => Comparison.Run(plan, test, cancellation: source.Token));
        Assert.Equal(3, made);
    }

    [Fact]
    public void Plans_that_compare_nothing_are_refused()
    {
        void Refused(ComparisonPlan plan, string why) => Assert.Contains(why, Assert.Throws<ArgumentException>(() => Run(plan)).Message);
        Refused(Plan() with { Seeds = [1, 1] }, "seeds [1, 1]");
        Refused(Plan() with { Scalarizations = [], Arms = [] }, "no method beside the baseline");
        Refused(Plan() with { Weights = [1] }, "1 weights in a scalarisation of 2 tasks");
        Refused(Plan() with { Against = "best" }, "differences to 'best'; name one of single task, equal weights");
        Refused(Plan() with { Rule = SelectionRule.BestOnValidation(10), EvaluateEvery = 10 }, "an interval of its own");
        Refused(Plan() with { Rule = SelectionRule.MeanOfLast(4, 10) }, "too few evaluations");
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
        Assert.StartsWith("Comparison 2 tasks · test loss · 2 seeds · 30 steps of 20 examples", lines[0]);
        Assert.Contains("positive is better", lines[1]);
        Assert.Contains("Measured: parameters after the last step.", lines[2]);
        Assert.Matches("method +chosen +task0 ↓ +task1 ↓ +Δ % +Δ − tuned weights +parameters +MACs +ms per step +diverged", lines[4]);
        Assert.Matches(@"^  single task +each task its own +[\d.]+ ± [\d.]+ +[\d.]+ ± [\d.]+ +0 .* 0 of 8$", lines[5]);
        Assert.Matches(@"^  GradNorm +rate .* ± .* ± .* 0 of 4$", lines[^1]);
        Assert.Contains("<table", table.ToHtml());
        Assert.DoesNotContain("±", Run(Plan() with { Seeds = [0] }).ToString());
    }

    [Fact]
    public void A_method_may_bring_its_network_and_its_optimizer()
    {
        MultiHeadMlp Wide(Setting setting, long seed) => new(6, [3, 3], width: 16, depth: 2, seed: seed);
        var plan = Plan() with
        {
            Scalarizations = [],
            Arms =
            [
                Arm.OfModel("wide", Wide),
                new("wide, GradNorm", [new("", _ => new GradNorm(2, alpha: 0.12)) { Model = (_, setting, seed) => Wide(setting, seed) }]),
                Arm.OfModel("still", Wide) with { Optimizer = (model, _, _) => optim.SGD(model.parameters(), 0) },
            ],
        };
        var table = Run(plan);
        Assert.Equal(["single task", "equal weights", "wide", "wide, GradNorm", "still"], table.Arms);
        Assert.Equal("equal weights", table.Baseline);
        using var wide = Wide(plan.Settings[0], 1);
        Assert.Equal(wide.parameters().Sum(parameter => parameter.numel()), table["wide"][1].Parameters);
        using MultiTaskModule small = plan.Model([0, 1], plan.Settings[0], 1), single = plan.Model([0], plan.Settings[0], 1);
        Assert.Equal(small.parameters().Sum(parameter => parameter.numel()), table["equal weights"][1].Parameters);
        Assert.Equal(6 * 8 + 8 * 8 + 2 * 8 * 3, table["equal weights"][1].Macs);
        Assert.Equal(2 * (6 * 8 + 8 * 8 + 8 * 3), table["single task"][1].Macs);
        Assert.Equal(2 * single.parameters().Sum(parameter => parameter.numel()), table["single task"][1].Parameters);
        Assert.Equal(Trained(plan with { Model = (_, setting, seed) => Wide(setting, seed), Seeds = [1] }, [0, 1], table["wide"][1].Settings[0], new EqualWeighting(2)).Test, table["wide"][1].Test);
        Assert.NotEqual(table["wide"][1].Test, table["wide, GradNorm"][1].Test);
        Assert.Equal(Evaluation.Losses(wide, test, plan.Objectives), table["still"][1].Test);
    }

    [Fact]
    public void Fixed_weights_of_the_plan_weigh_its_baseline_and_its_architectures()
    {
        var plan = Plan() with { Weights = [2, 0.5], Scalarizations = [] };
        var table = Run(plan with { Arms = [Arm.OfModel("same", (setting, seed) => plan.Model([0, 1], setting, seed)), new("by hand", _ => new StaticWeighting(2, 0.5)), new("ones", _ => new EqualWeighting(2))] });
        Assert.Equal(["single task", "fixed weights", "same", "by hand", "ones"], table.Arms);
        Assert.Equal(table["by hand"][1].Test, table["fixed weights"][1].Test);
        Assert.Equal(table["by hand"][1].Test, table["same"][1].Test);
        Assert.NotEqual(table["ones"][1].Test, table["same"][1].Test);
    }

    [Fact]
    public void Auxiliary_tasks_are_trained_and_not_measured()
    {
        var help = new Objective("help", "task0", (prediction, target) => nn.functional.l1_loss(prediction, target));
        MultiHeadMlp Model(Setting setting, long seed) => new(6, [3, 3, 3], width: 8, depth: 2, seed: seed);
        var plan = Plan() with { Scalarizations = [], Settings = [new(0.1)], Seeds = [0], Arms = [Arm.OfModel("helped", Model, [help])] };
        var row = Run(plan)["helped"].Single();
        using var model = Model(plan.Settings[0], 0);
        using var optimizer = optim.Adam(model.parameters(), 0.1);
        MultiTaskTraining.Train(model, new(train, 20, 0), [.. plan.Objectives, help], new EqualWeighting(3), optimizer, new() { Steps = 30 }, TestContext.Current.CancellationToken);
        Assert.Equal(Evaluation.Losses(model, test, plan.Objectives), row.Test);
        Assert.Contains("loss/help", row.Histories.Single().Names);
        Assert.DoesNotContain("validation/help", row.Histories.Single().Names);
    }

    [Fact]
    public void A_method_may_start_from_the_single_task_networks_that_were_chosen()
    {
        var plan = Plan() with { Settings = [new(0.1)], Seeds = [3], Scalarizations = [] };
        double[][] starts = [];
        Arm fromSingles = new("from singles", [new("") { Start = (_, singles) => starts = [.. singles.Select((single, task) => Evaluation.Losses(single, validation, [plan.Objectives[task]]))] }]);
        var table = Run(plan with { Arms = [fromSingles] });
        Assert.Equal(table["single task"].Single().Validation, starts.SelectMany(losses => losses));

        void Copy(MultiTaskModule model, IReadOnlyList<MultiTaskModule> singles)
        {
            using var off = no_grad();
            model.SharedParameters[0].copy_(singles[1].SharedParameters[0]);
        }

        var copied = Run(plan with { Arms = [new("copied", [new("") { Start = Copy }])] });
        Assert.Equal(table["equal weights"].Single().Test, copied["equal weights"].Single().Test);
        Assert.NotEqual(copied["equal weights"].Single().Test, copied["copied"].Single().Test);
    }

    [Fact]
    public void The_mean_of_the_last_evaluations_is_what_it_says()
    {
        var plan = Plan() with { Settings = [new(0.1)], Steps = 35, Seeds = [0] };
        var courses = ((int[])[20, 30, 35]).Select(steps => Trained(plan with { Steps = steps }, [0, 1], plan.Settings[0], new EqualWeighting(2))).ToArray();
        var row = Run(plan with { Rule = SelectionRule.MeanOfLast(3, 10) })["equal weights"].Single();
        for (int task = 0; task < 2; task++)
        {
            Assert.Equal(courses.Average(course => course.Validation[task]), row.Validation[task], 12);
            Assert.Equal(courses.Average(course => course.Test[task]), row.Test[task], 12);
        }

        Assert.Equal([10, 20, 30, 35], row.Histories.Single()["validation/task1"].Steps);
        Assert.Equal(courses[1].Validation[1], row.Histories.Single()["validation/task1"].Values[2]);
    }

    [Fact]
    public void Every_rule_is_said_beside_the_numbers()
    {
        string Said(SelectionRule rule) => Run(Plan() with { Seeds = [0], Rule = rule }).ToString();
        Assert.Contains("Measured: parameters that were best on validation data, measured every 10 steps.", Said(SelectionRule.BestOnValidation(10)));
        Assert.Contains("Measured: mean over the parameters at the last 3 of the evaluations made every 10 steps.", Said(SelectionRule.MeanOfLast(3, 10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SelectionRule.BestOnValidation(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SelectionRule.MeanOfLast(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SelectionRule.MeanOfLast(1, 0));
    }

    [Fact]
    public void Test_data_that_were_trained_or_chosen_on_are_refused()
    {
        void Refused(ComparisonPlan plan, Dataset data, string why) => Assert.Contains(why, Assert.Throws<ArgumentException>(() => Run(plan, data)).Message);
        using ToyRegression again = Draw(Split.Train), shorter = new([1, 10], Split.Validation, 10, design: Design);
        Refused(Plan(), train, "the test data are the training data");
        Refused(Plan(), again, "the test data are the training data");
        Refused(Plan(), shorter, "the test data are the validation data");
        Refused(Plan() with { Validation = again }, test, "the validation data are the training data");
    }

    [Fact]
    public void Chosen_networks_are_kept_on_request_and_freed_with_the_table()
    {
        var plan = Plan() with { Rule = SelectionRule.BestOnValidation(10) };
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var table = Comparison.Run(plan, test, keep: true, TestContext.Current.CancellationToken))
            foreach (var row in table.Rows)
            {
                Assert.Equal(row.Arm == "single task" ? 2 : 1, row.Networks.Count);
                Assert.Equal(row.Networks.Count, row.Histories.Count);
                double[] measured = row.Networks.Count == 1
                    ? Evaluation.Losses(row.Networks[0], test, plan.Objectives)
                    : [.. row.Networks.SelectMany((network, task) => Evaluation.Losses(network, test, [plan.Objectives[task]]))];
                Assert.Equal(row.Test, measured);
            }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.All(Run(plan).Rows, row => Assert.Empty(row.Networks));
    }

    [Fact]
    public void Learning_curves_are_those_of_the_chosen_network()
    {
        var plan = Plan() with { Seeds = [0], RecordEvery = 5, EvaluateEvery = 10 };
        var row = Run(plan)["GradNorm"].Single();
        var history = row.Histories.Single();
        Assert.Equal([0, 5, 10, 15, 20, 25], history["loss/task0"].Steps);
        Assert.Equal([10, 20, 30], history["validation/task0"].Steps);
        Assert.Equal(row.Validation, history.Last("validation/", ["task0", "task1"]));
        Assert.Equal([1, 1], history.First("weight/", ["task0", "task1"]));
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        Run(Plan());
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Run(Plan() with { Rule = SelectionRule.BestOnValidation(10) });
        Run(Plan() with { Rule = SelectionRule.MeanOfLast(2, 10), Settings = [new(1e30), new(0.1)], Optimizer = (model, _, setting) => optim.SGD(model.parameters(), setting.LearningRate) });
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    public void Dispose()
    {
        train.Dispose();
        validation.Dispose();
        test.Dispose();
    }

    /// <summary>Inputs of zero.</summary>
    private sealed class Blank : Augmentation
    {
        public override Sample Apply(Sample sample, IReadOnlyList<Field> fields, SeededRandom random) =>
            new(fields.Select(field => (field.Name, field.Name == "input" ? zeros_like(sample[field.Name]) : sample[field.Name].clone())));
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
        Comparison.Run(plan, other ?? test, cancellation: TestContext.Current.CancellationToken);

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
