using Marginalia.Datasets;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

public class BatchTests
{
    [Fact]
    public void On_another_device_it_has_the_same_names_and_shapes_and_where_it_is_already_it_is_itself()
    {
        using var scope = NewDisposeScope();
        var batch = new Batch(new Dictionary<string, Tensor> { ["image"] = zeros(2, 3, 4, 5), ["label"] = tensor([1L, 2]) });
        Assert.Same(batch, batch.To(CPU));
        var moved = batch.To(META);
        Assert.Equal(["image", "label"], moved.Names);
        Assert.Equal([2, 3, 4, 5], moved["image"].shape);
        Assert.Equal(int64, moved["label"].dtype);
        Assert.All(moved.Names, name => Assert.Equal(TorchSharp.DeviceType.META, moved[name].device_type));
        Assert.Equal(TorchSharp.DeviceType.CPU, batch["image"].device_type);
        Assert.Same(moved, moved.To(META));
    }
}
