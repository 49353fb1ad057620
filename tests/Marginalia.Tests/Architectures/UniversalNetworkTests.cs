using Marginalia.Architectures;
using Marginalia.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class UniversalNetworkTests
{
    private static readonly int[] Outputs = [3, 1];

    private static SegNet[] Teachers() => [new([3], [4, 6], seed: 11), new([1], [4, 6], seed: 12)];

    [Fact]
    public void The_distance_is_that_of_the_adapted_features_from_the_teachers_last_map()
    {
        var teachers = Teachers();
        using var model = new UniversalNetwork(new SegNet(Outputs, [4, 6], seed: 1), teachers, seed: 5);
        using var same = new SegNet(Outputs, [4, 6], seed: 1);
        var image = rand(2, 3, 16, 12);
        var predictions = model.call(image);
        var features = same.Features(image);
        var expected = same.Predict(features, image);
        for (int task = 0; task < 2; task++)
        {
            Assert.Equal(Numbers.ToArray(expected[task]), Numbers.ToArray(predictions[task]));
            var weights = model.AdapterParameters.Skip(2 * task).Take(2).ToArray();
            Assert.Equal([[4, 4, 1, 1], [4, 6, 1, 1]], weights.Select(weight => weight.shape));
            using var off = no_grad();
            var target = teachers[task].Features(image)[0];
            double distance = Enumerable.Range(0, 2).Sum(k => Distillation.Features(nn.functional.conv2d(features[k], weights[k]), target).ToDouble());
            Numbers.AssertClose([distance], [model.Distances[task].ToDouble()], 1e-5);
        }
    }

    [Fact]
    public void A_network_that_is_its_own_teacher_has_no_distance()
    {
        using var network = new HardSharing(new ConvNet([4, 6], seed: 3), [2], seed: 1);
        using var teacher = new HardSharing(new ConvNet([4, 6], seed: 3), [2], seed: 9);
        using var model = new UniversalNetwork(network, [teacher], [(0, 0), (1, 1)], hasAdapters: false);
        network.eval(); // in training mode, statistics of the batch would differ from the teacher's
        model.call(rand(2, 3, 16, 12));
        Assert.Equal(0, Assert.Single(model.Distances).ToDouble(), 10);
        Assert.Empty(model.AdapterParameters);
    }

    [Fact]
    public void Teachers_get_no_gradient_and_do_not_move()
    {
        var teachers = Teachers();
        teachers[0].train();
        var before = teachers.SelectMany(teacher => teacher.state_dict().Values).SelectMany(Numbers.ToArray).ToArray();
        using var model = new UniversalNetwork(new SegNet(Outputs, [4, 6]), teachers);
        model.call(rand(2, 3, 16, 12));
        model.Distances.Aggregate((a, b) => a + b).backward();
        Assert.All(teachers.SelectMany(teacher => teacher.parameters()), parameter => Assert.Null(parameter.grad));
        Assert.Equal(before, teachers.SelectMany(teacher => teacher.state_dict().Values).SelectMany(Numbers.ToArray));
        Assert.DoesNotContain(model.parameters(), parameter => teachers.Any(teacher => teacher.parameters().Any(other => ReferenceEquals(other, parameter))));
    }

    [Fact]
    public void Adapters_belong_to_their_task_and_each_parameter_is_shared_or_of_one_task()
    {
        using var model = new UniversalNetwork(new SegNet(Outputs, [4, 6]), Teachers());
        var named = model.SharedParameters.Concat(Enumerable.Range(0, 2).SelectMany(model.TaskParameters)).ToArray();
        Assert.Equal(model.parameters().Count(), named.Length);
        Assert.Equal(named.Length, named.Distinct(ReferenceEqualityComparer.Instance).Count());

        var objectives = model.Distilled([Objective.CrossEntropy("a"), Objective.MeanSquaredError("b")], [1, 2]);
        var prediction = model.call(rand(2, 3, 16, 12))[1];
        objectives[1].Loss(prediction, zeros_like(prediction)).backward();
        Assert.All(model.SharedParameters.Concat(model.TaskParameters(1)), parameter => Assert.True(parameter.grad!.abs().sum().ToDouble() > 0));
        Assert.All(model.TaskParameters(0), parameter => Assert.Null(parameter.grad));
        Assert.Null(model.Representation);
    }

    [Fact]
    public void The_weighted_distance_is_added_to_the_loss_in_training_mode_only()
    {
        using var model = new UniversalNetwork(new SegNet(Outputs, [4, 6]), Teachers());
        Objective[] plain = [Objective.MeanSquaredError("a"), Objective.MeanSquaredError("b")];
        var distilled = model.Distilled(plain, [1, 2]);
        foreach (bool training in new[] { true, false })
        {
            model.train(training);
            var prediction = model.call(rand(2, 3, 16, 12))[1];
            double expected = plain[1].Loss(prediction, zeros_like(prediction)).ToDouble() + (training ? 2 * model.Distances[1].ToDouble() : 0);
            Numbers.AssertClose([expected], [distilled[1].Loss(prediction, zeros_like(prediction)).ToDouble()], 1e-5);
        }

        Assert.Throws<ArgumentException>(() => model.Distilled(plain, [1]));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var teachers = Teachers();
        using var network = new SegNet(Outputs, [4, 6]);
        Assert.Contains("1 teachers", Assert.Throws<ArgumentException>(() => new UniversalNetwork(network, [teachers[0]])).Message);
        Assert.Contains("6 and 4", Assert.Throws<ArgumentException>(() => new UniversalNetwork(network, teachers, hasAdapters: false)).Message);
        Assert.Throws<ArgumentException>(() => new FeatureAdapters(0, [(1, 1)]));
    }

    [Fact]
    public void Adapters_of_vectors_and_of_maps_are_the_same_linear_map_from_the_seed()
    {
        using var adapters = new FeatureAdapters(2, [(5, 3)], seed: 4);
        var vectors = randn(6, 5);
        var weight = adapters.TaskParameters(1)[0];
        Numbers.AssertClose(Numbers.ToArray(vectors.matmul(weight.reshape(3, 5).t())), Numbers.ToArray(adapters.Adapt(vectors, 1)), 1e-6);
        Numbers.AssertClose(
            Numbers.ToArray(adapters.Adapt(vectors, 1)), Numbers.ToArray(adapters.Adapt(vectors.reshape(6, 5, 1, 1), 1)), 1e-6);
        using var again = new FeatureAdapters(2, [(5, 3)], seed: 4);
        Assert.Equal(Numbers.ToArray(adapters.parameters()), Numbers.ToArray(again.parameters()));
        using var wide = new FeatureAdapters(1, [(200, 300)]);
        Assert.Equal(Math.Sqrt(2.0 / 500), wide.TaskParameters(0)[0].std().ToDouble(), 3);
    }
}
