using System.Collections.Generic;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;
using static TorchSharp.torch.utils.data;

namespace Marginalia.Torch.Tests.Programs;

/// <summary>A convolutional network learns to tell crosses, squares and bars, from batches of a data loader.</summary>
public class ImageClassifier
{
    [Fact]
    public void Tells_shapes_apart()
    {
        manual_seed(1);
        using var train = DataLoader(new Shapes(384, seed: 1), 32, shuffle: true, num_worker: 2);
        using var test = DataLoader(new Shapes(150, seed: 2), 50);
        using var model = new Model("model");
        var optimizer = optim.Adam(model.parameters(), lr: 5e-3);
        var scheduler = optim.lr_scheduler.StepLR(optimizer, 1, 0.8);

        for (var epoch = 0; epoch < 9; epoch++)
        {
            Train(model, optimizer, NLLLoss(), train);
            scheduler.step();
        }

        var accuracy = Test(model, test);
        Assert.True(accuracy >= 0.97, $"accuracy {accuracy}");
        Assert.True(optimizer.ParamGroups.First().LearningRate < 1e-3);
    }

    static void Train(Model model, optim.Optimizer optimizer, Loss<Tensor, Tensor, Tensor> loss, DataLoader data)
    {
        model.train();
        using (var d = NewDisposeScope())
        {
            foreach (var batch in data)
            {
                optimizer.zero_grad();
                var target = batch["label"];
                var prediction = model.call(batch["data"]);
                var output = loss.call(prediction, target);
                output.backward();
                optimizer.step();
                d.DisposeEverything();
            }
        }
    }

    static double Test(Model model, DataLoader data)
    {
        model.eval();
        double correct = 0, count = 0;
        using (no_grad())
        using (var d = NewDisposeScope())
        {
            foreach (var batch in data)
            {
                var prediction = model.call(batch["data"]);
                correct += prediction.argmax(1).eq(batch["label"]).sum().ToInt32();
                count += batch["label"].shape[0];
                d.DisposeEverything();
            }
        }
        return correct / count;
    }

    internal class Model : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> conv1 = Conv2d(1, 8, 3);
        private readonly Module<Tensor, Tensor> conv2 = Conv2d(8, 16, 3);
        private readonly Module<Tensor, Tensor> fc1 = Linear(144, 32);
        private readonly Module<Tensor, Tensor> fc2 = Linear(32, 3);
        private readonly Module<Tensor, Tensor> pool1 = MaxPool2d(kernel_size: new long[] { 2, 2 });
        private readonly Module<Tensor, Tensor> relu1 = ReLU();
        private readonly Module<Tensor, Tensor> relu2 = ReLU();
        private readonly Module<Tensor, Tensor> relu3 = ReLU();
        private readonly Module<Tensor, Tensor> dropout1 = Dropout(0.25);
        private readonly Module<Tensor, Tensor> flatten = Flatten();
        private readonly Module<Tensor, Tensor> logsm = LogSoftmax(1);

        public Model(string name, Device? device = null) : base(name)
        {
            RegisterComponents();
            if (device != null && device.type != DeviceType.CPU) this.to(device);
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var l1 = relu1.call(conv1.call(input));
            var l2 = pool1.call(relu2.call(conv2.call(l1)));
            var l3 = dropout1.call(flatten.call(l2));
            var l4 = fc2.call(relu3.call(fc1.call(l3)));
            return logsm.call(l4).MoveToOuterDisposeScope();
        }
    }

    /// <summary>Noisy images of 10 x 10: a cross, a square or a bar, anywhere.</summary>
    internal class Shapes : Dataset
    {
        private readonly Tensor images, labels;

        public Shapes(int count, int seed)
        {
            var random = new Random(seed);
            images = rand(count, 1, 10, 10, generator: new Generator((ulong)seed)) * 0.3;
            labels = zeros(count, dtype: int64);
            for (var i = 0; i < count; i++)
            {
                var kind = i % 3;
                var (top, left) = (random.Next(0, 5), random.Next(0, 5));
                var image = images[i, 0];
                if (kind == 0)
                {
                    image[TensorIndex.Single(top + 2), TensorIndex.Slice(left, left + 5)] = tensor(1f);
                    image[TensorIndex.Slice(top, top + 5), TensorIndex.Single(left + 2)] = tensor(1f);
                }
                else if (kind == 1)
                {
                    image[TensorIndex.Slice(top, top + 5), TensorIndex.Slice(left, left + 5)] = tensor(1f);
                    image[TensorIndex.Slice(top + 1, top + 4), TensorIndex.Slice(left + 1, left + 4)] = tensor(0f);
                }
                else image[TensorIndex.Single(top), TensorIndex.Slice(left, left + 5)] = tensor(1f);
                labels[i] = tensor((long)kind);
            }
        }

        public override long Count => labels.shape[0];

        public override Dictionary<string, Tensor> GetTensor(long index) => new() { { "data", images[index] }, { "label", labels[index] } };

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                images.Dispose();
                labels.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
