using Marginalia.Architectures;
using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class ReferScenesTests
{
    [Fact]
    public void Names_shapes_types_and_ranges()
    {
        using var data = new ReferScenes(Split.Train, 200);
        using var batch = data.Get([1, 4]);
        Assert.Equal(["image", "objects", "tokens", "hops", "target", "path", "neighbours", "boxes", "box_labels"], data.Names);
        Assert.Equal(
            [[2, 3, 48, 48], [2, 6, 12], [2, 4], [2], [2], [2, 3], [2, 6, 4], [2, 6, 4], [2, 6]], data.Names.Select(name => batch[name].shape));
        Assert.Equal([0, 1, 2], Numbers.ToArray(data["hops"]).Distinct().Order());
        Assert.Equal(13, ReferScenes.Vocabulary.Count);
        Probes.AssertBytes(data["image"]);
        Assert.Equal("red star left above", ReferScenes.Sentence([1, 8, 9, 11]));
        Assert.Equal("blue disc", ReferScenes.Sentence([3, 5, 0, 0]));
    }

    [Fact]
    public void Bytes_never_change()
    {
        using var data = new ReferScenes(Split.Train, 8);
        Assert.Equal("67A2E9F95CD3F7F1", Fingerprint.OfBytes(data["image"]));
        Assert.Equal("red triangle, red triangle above, red triangle below left, blue disc", string.Join(", ", Enumerable.Range(0, 4).Select(i => ReferScenes.Sentence(Numbers.ToArray(data["tokens"][i]).Select(token => (long)token)))));
    }

    [Fact]
    public void An_example_is_a_pure_function_of_seed_split_and_index()
    {
        using var few = new ReferScenes(Split.Train, 3);
        using var many = new ReferScenes(Split.Train, 30);
        foreach (string name in few.Names)
            Assert.Equal(Numbers.ToArray(few[name]), Numbers.ToArray(many[name].narrow(0, 0, 3)));
        using var other = new ReferScenes(Split.Test, 3);
        Assert.NotEqual(Numbers.ToArray(few["image"]), Numbers.ToArray(other["image"]));
    }

    [Fact]
    public void An_expression_read_from_the_features_alone_leads_to_the_target()
    {
        using var data = new ReferScenes(Split.Train, 300);
        for (int i = 0; i < data.Count; i++)
        {
            double[][] objects = [.. Enumerable.Range(0, 6).Select(k => Numbers.ToArray(data["objects"][i][k]))];
            int[] tokens = [.. Numbers.ToArray(data["tokens"][i]).Select(token => (int)token)];
            int at = Array.FindIndex(objects, features => features[tokens[0] - 1] == 1 && features[4 + tokens[1] - 5] == 1);
            int hops = 0;
            foreach (int token in tokens.Skip(2).TakeWhile(token => token != 0))
            {
                (double x, double y) = (objects[at][8], objects[at][9]);
                bool IsBeside(double dx, double dy) => ReferScenes.Vocabulary[token] switch
                {
                    "left" => dx < 0 && -dx > Math.Abs(dy),
                    "right" => dx > 0 && dx > Math.Abs(dy),
                    "above" => dy < 0 && -dy > Math.Abs(dx),
                    _ => dy > 0 && dy > Math.Abs(dx),
                };
                at = Enumerable.Range(0, 6).Where(k => IsBeside(objects[k][8] - x, objects[k][9] - y))
                    .MinBy(k => Math.Pow(objects[k][8] - x, 2) + Math.Pow(objects[k][9] - y, 2));
                Assert.Equal(at, data["path"][i][++hops].ToInt64());
            }

            Assert.Equal(at, data["target"][i].ToInt64());
            Assert.Equal(hops, data["hops"][i].ToInt64());
        }
    }

    [Fact]
    public void Objects_differ_in_colour_or_shape_and_boxes_hold_their_colour()
    {
        using var data = new ReferScenes(Split.Train, 50);
        for (int i = 0; i < data.Count; i++)
        {
            double[] labels = Numbers.ToArray(data["box_labels"][i]);
            Assert.Equal(6, labels.Distinct().Count());
            for (int k = 0; k < 6; k++)
            {
                double[] features = Numbers.ToArray(data["objects"][i][k]), box = Numbers.ToArray(data["boxes"][i][k]);
                Assert.Equal(labels[k], 4 * Array.IndexOf(features, 1, 0, 4) + Array.IndexOf(features, 1, 4, 4) - 4);
                Assert.Equal((box[2] - box[0]) / 48, features[10], 1e-6);
                double[] colour = Numbers.ToArray(data["image"][i].select(1, (long)(features[9] * 48)).select(1, (long)(features[8] * 48)));
                int expected = (int)labels[k] / 4; // red, green, blue, yellow
                Assert.Equal(expected, colour[2] == colour.Max() ? 2 : colour[0] > 0.55 && colour[1] > 0.5 ? 3 : colour[0] == colour.Max() ? 0 : 1);
            }
        }
    }

    [Fact]
    public void Neither_the_named_object_nor_its_place_alone_answers()
    {
        using var data = new ReferScenes(Split.Train, 2000);
        double named = data["path"].select(1, 0).eq(data["target"]).to(ScalarType.Float64).mean().ToDouble();
        Assert.InRange(named, 1 / 3.0, 0.5); // no hop, or two that lead back
        Assert.All(Enumerable.Range(0, 6), k => Assert.InRange(data["target"].eq(k).to(ScalarType.Float64).mean().ToDouble(), 0.13, 0.21));
    }

    [Fact]
    public void A_scorer_of_single_objects_understands_expressions_without_hops_and_guesses_at_others()
    {
        using var scope = NewDisposeScope();
        using var train = new ReferScenes(Split.Train, 1000);
        using var test = new ReferScenes(Split.Test, 400);
        using var generator = new Generator(0);
        using var net = nn.Sequential(
            SeededLayers.Affine(24, 64, generator, ScalarType.Float32), nn.ReLU(), SeededLayers.Affine(64, 64, generator, ScalarType.Float32), nn.ReLU(),
            SeededLayers.Affine(64, 1, generator, ScalarType.Float32));

        // An object and the numbers of the words of each kind: nothing of the other objects, so that no relation can be followed.
        static Tensor Inputs(ReferScenes data)
        {
            var words = nn.functional.one_hot(data["tokens"], 13).sum([1L]).narrow(1, 1, 12).to(ScalarType.Float32);
            return cat([data["objects"], words.unsqueeze(1).expand(-1, 6, -1)], 2);
        }

        Tensor Scores(Tensor inputs) => net.call(inputs).squeeze(2);
        var shown = Inputs(train);
        Fitting.Minimize(
            net, train.Count, 36,
            rows => nn.functional.cross_entropy(Scores(shown.index_select(0, rows)), train["target"].index_select(0, rows)));
        using var off = no_grad();
        var isRight = Scores(Inputs(test)).argmax(1).eq(test["target"]);
        double RightOf(Tensor chosen) => isRight.masked_select(chosen).to(ScalarType.Float64).mean().ToDouble();
        Assert.InRange(RightOf(test["hops"].eq(0)), 0.9, 1);
        Assert.InRange(RightOf(test["hops"].gt(0)), 1 / 6.0 + 0.05, 0.6); // a guess: on the side named, and for "left right" the named object itself
    }

    [Fact]
    public void Impossible_designs_are_refused_in_words()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReferScenes(Split.Train, 0));
        Assert.Contains("9 objects are given; expected 2 .. 8", Assert.Throws<ArgumentException>(() => new ReferScenes(Split.Train, 1, design: new(Objects: 9))).Message);
        Assert.Contains("the size is 31", Assert.Throws<ArgumentException>(() => new ReferScenes(Split.Train, 1, design: new(Size: 31))).Message);
    }
}
