using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class SampleDatasetTests
{
    [Fact]
    public void A_batch_stacks_the_examples_in_the_order_asked_for()
    {
        using var data = new Squares();
        using var batch = data.Get([3, 1]);
        Assert.Equal([2, 1, 2, 2], batch["depth"].shape);
        Assert.Equal([3, 3, 3, 3, 1, 1, 1, 1], Numbers.ToArray(batch["depth"]));
        Assert.Equal([3, 1], Numbers.ToArray(batch["label"]));
    }

    [Fact]
    public void Examples_of_two_sizes_do_not_stack_and_the_message_says_which()
    {
        using var data = new Squares();
        data.Get([4]).Dispose();
        var error = Assert.Throws<InvalidOperationException>(() => data.Get([2, 4]));
        Assert.Equal("Batch: 'depth' is Float32 [1, 2, 2] in example 2 and Float32 [1, 3, 3] in example 4; crop or resize them to one size, or take batches of 1.", error.Message);
    }

    [Fact]
    public void Verify_names_everything_that_is_wrong_once_and_in_order()
    {
        using var data = new Squares { Damaged = [0, 2] };
        double last = 0;
        var problems = data.Verify(new Observer(share => { lock (data) last = Math.Max(last, share); }), TestContext.Current.CancellationToken);
        Assert.Equal(["list.txt: is damaged", "0.png: is cut off", "2.png: is cut off"], problems);
        Assert.Equal(1, last);
        Assert.Empty(new Squares().Verify(cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_is_no_damage_is_not_taken_for_it() =>
        Assert.IsType<FormatException>(Assert.Throws<AggregateException>(() => new Squares { Faulty = true }.Verify(cancellation: TestContext.Current.CancellationToken)).InnerExceptions[0]);

    [Fact]
    public void Standard_names_have_their_kinds()
    {
        using var data = new Squares();
        Assert.Equal([new("depth", FieldKind.Depth), new("label", FieldKind.Label)], data.Fields);
        Assert.Equal(FieldKind.Values, Field.Of("temperature").Kind);
        Assert.True(Field.Of("normal").IsPerPixel && Field.Of("centroid").IsPerPixel && !Field.Of("boxes").IsPerPixel && !Field.Of("label").IsPerPixel);
    }

    [Fact]
    public void An_index_outside_is_refused()
    {
        using var data = new Squares();
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Get([5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Get([-1]));
    }

    /// <summary>Example i is a 2 x 2 depth of i, the last one 3 x 3.</summary>
    private sealed class Squares : SampleDataset
    {
        public long[] Damaged { get; init; } = [];

        public bool Faulty { get; init; }

        public override int Count => 5;

        public override IReadOnlyList<string> Names => ["depth", "label"];

        public override Sample Read(long index)
        {
            if (Faulty)
                throw new FormatException("a fault of the program");
            if (Damaged.Contains(index))
                throw new DatasetException(["list.txt: is damaged", $"{index}.png: is cut off"]);
            long side = index == 4 ? 3 : 2;
            return new(("depth", full([1, side, side], (float)index)), ("label", tensor(index)));
        }
    }

    private sealed class Observer(Action<double> action) : IProgress<double>
    {
        public void Report(double value) => action(value);
    }
}
