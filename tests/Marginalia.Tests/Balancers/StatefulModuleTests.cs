using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Balancers;

public class StatefulModuleTests
{
    [Fact]
    public void A_tracker_has_no_value_before_it_is_set_and_keeps_none_of_the_graph()
    {
        var (tracked, weight) = (new Tracked(), ones(2, 3, requires_grad: true));
        Assert.Null(tracked.Rows);
        tracked.Rows = weight * 2;
        Assert.Equal([2, 3], tracked.Rows!.shape);
        Assert.Equal(ScalarType.Float64, tracked.Rows.dtype);
        Assert.False(tracked.Rows.requires_grad);
        Assert.Equal(6, tracked.state_dict()["rows"].numel());
    }

    [Fact]
    public void A_fresh_module_takes_the_shape_that_was_saved_of_children_too()
    {
        var (saved, fresh) = (new Tracked(new Tracked()), new Tracked(new Tracked()));
        (saved.Rows, saved.Child!.Rows) = (rand(2, 3, ScalarType.Float64), rand(4, ScalarType.Float64));
        fresh.load_state_dict(Copy(saved));
        Assert.Equal([2, 3], fresh.Rows!.shape);
        Assert.Equal(Numbers.ToArray(saved.state_dict().Values), Numbers.ToArray(fresh.state_dict().Values));

        saved.Rows = zeros(2, 3); // the loaded numbers are a copy
        Assert.NotEqual(0, Numbers.ToArray(fresh.Rows)[0]);
        fresh.load_state_dict(Copy(new Tracked(new Tracked()))); // back to the start
        Assert.Null(fresh.Rows);
    }

    [Fact]
    public void A_state_that_does_not_fit_changes_nothing()
    {
        var tracked = new Tracked { Rows = ones(2, 3) };
        var state = Copy(new Tracked { Rows = zeros(5) });
        state["vector"] = zeros(7, ScalarType.Float64);
        Assert.Contains("vector", Assert.Throws<ArgumentException>(() => tracked.load_state_dict(state)).Message);
        Assert.Equal([1, 1, 1, 1, 1, 1], Numbers.ToArray(tracked.Rows!));
        state.Remove("vector");
        Assert.Throws<InvalidOperationException>(() => tracked.load_state_dict(state));
        Assert.Equal([2, 3], tracked.Rows!.shape);
    }

    [Fact]
    public void A_snapshot_brings_trackers_back()
    {
        using var scope = NewDisposeScope();
        var tracked = new Tracked(new Tracked { Rows = ones(3) });
        var restore = tracked.Snapshot();
        (tracked.Rows, tracked.Child!.Rows) = (ones(2), zeros(3));
        restore();
        Assert.Null(tracked.Rows);
        Assert.Equal([1, 1, 1], Numbers.ToArray(tracked.Child.Rows!));
    }

    private static Dictionary<string, Tensor> Copy(nn.Module module) => module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());

    private sealed class Tracked : StatefulModule
    {
        public Tracked(Tracked? child = null)
            : base(nameof(Tracked))
        {
            AddState("vector", 1, 2);
            AddTracker("rows");
            if ((Child = child) is not null)
                register_module("child", child!);
        }

        public Tracked? Child { get; }

        public Tensor? Rows
        {
            get => GetTracker("rows");
            set => SetTracker("rows", value!);
        }
    }
}
