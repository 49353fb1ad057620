using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Benchmarks;

/// <summary>What is measured; torch_twins.py does the same under the same names. Each case is prepared once and gives the step to repeat.</summary>
static class TorchCases
{
    /// <param name="Name">In the table, and in torch_twins.py.</param>
    /// <param name="Twin">The name of the twin.</param>
    /// <param name="Steps">Steps in one sample.</param>
    /// <param name="Operators">Small operators in one step; their time and managed memory are given for each.</param>
    /// <param name="Target">The ratio to PyTorch's time that we want to stay under.</param>
    /// <param name="Prepare">Makes the step.</param>
    internal sealed record Case(string Name, string Twin, int Steps, int Operators, double Target, Func<Action> Prepare);

    internal static readonly Case[] All =
    [
        new("add, scoped", "add", 100, 100, 0.75, () => Adds(false, AddScoped)),
        new("add, using", "add", 100, 100, 1.0, () => Adds(false, AddUsing)),
        new("add, unscoped", "add", 100, 100, 1.0, () => Adds(false, AddUnscoped)),
        new("add with graph, scoped", "add with graph", 100, 100, 0.75, () => Adds(true, AddScoped)),
        new("add with graph, using", "add with graph", 100, 100, 1.0, () => Adds(true, AddUsing)),
        new("add with graph, unscoped", "add with graph", 100, 100, 1.0, () => Adds(true, AddUnscoped)),
        new("GradNorm toy step, SGD", "GradNorm toy step, SGD", 10, 0, 0.85, () => GradNormStep(p => optim.SGD(p, 1e-3, momentum: 0.9))),
        new("GradNorm toy step, Adam", "GradNorm toy step, Adam", 10, 0, 0.85, () => GradNormStep(p => optim.Adam(p, 1e-3))),
        new("toy step, SGD", "toy step, SGD", 10, 0, 0.85, () => ToyStep(p => optim.SGD(p, 1e-3, momentum: 0.9))),
        new("toy step, Adam", "toy step, Adam", 10, 0, 0.85, () => ToyStep(p => optim.Adam(p, 1e-3))),
        new("SegNet-like step", "SegNet-like step", 1, 0, 1.0, () => ImageStep(SegNet(), rand(8, 3, 48, 64), randint(0, 13, [8, 48, 64], dtype: ScalarType.Int64))),
        new("ResNet-18 step", "ResNet-18 step", 1, 0, 1.0, () => ImageStep(new ResNet18(), rand(8, 3, 112, 112), randint(0, 1000, [8], dtype: ScalarType.Int64))),
        new("array to tensor, 1 MB", "array to tensor, 1 MB", 10, 0, 1.0, ArrayToTensor),
        new("tensor to array, 1 MB", "tensor to array, 1 MB", 10, 0, 1.0, TensorToArray),
        new("tensor to new array, 1 MB", "tensor to new array, 1 MB", 10, 0, 1.0, TensorToNewArray),
    ];

    static Action Adds(bool graph, Action<Tensor, Tensor> step)
    {
        var (a, b) = (ones(4, requires_grad: graph), ones(4));
        return () => step(a, b);
    }

    static void AddScoped(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        for (var i = 0; i < 100; i++) a.add(b);
    }

    static void AddUsing(Tensor a, Tensor b)
    {
        for (var i = 0; i < 100; i++)
        {
            using var c = a.add(b);
        }
    }

    static void AddUnscoped(Tensor a, Tensor b)
    {
        for (var i = 0; i < 100; i++) a.add(b);
    }

    const int Tasks = 10;

    static (Sequential Trunk, Linear[] Heads, Tensor X, Tensor[] Y) Toy()
    {
        manual_seed(1);
        var trunk = Sequential(Linear(250, 100), ReLU(), Linear(100, 100), ReLU(), Linear(100, 100), ReLU(), Linear(100, 100), ReLU());
        return (trunk, [.. Enumerable.Range(0, Tasks).Select(_ => Linear(100, 100))], randn(100, 250), [.. Enumerable.Range(0, Tasks).Select(_ => randn(100, 100))]);
    }

    static Action ToyStep(Func<IEnumerable<Parameter>, optim.Optimizer> make)
    {
        var (trunk, heads, x, y) = Toy();
        var optimizer = make([.. trunk.parameters(), .. heads.SelectMany(h => h.parameters())]);
        return () =>
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var hidden = trunk.call(x);
            var loss = functional.mse_loss(heads[0].call(hidden), y[0]);
            for (var i = 1; i < Tasks; i++) loss += functional.mse_loss(heads[i].call(hidden), y[i]);
            loss.backward();
            optimizer.step();
        };
    }

    static Action GradNormStep(Func<IEnumerable<Parameter>, optim.Optimizer> make)
    {
        var (trunk, heads, x, y) = Toy();
        var optimizer = make([.. trunk.parameters(), .. heads.SelectMany(h => h.parameters())]);
        var shared = ((Linear)trunk[6]).weight!;
        return () =>
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var hidden = trunk.call(x);
            var losses = new Tensor[Tasks];
            for (var i = 0; i < Tasks; i++) losses[i] = functional.mse_loss(heads[i].call(hidden), y[i]);
            var norms = new Tensor[Tasks];
            for (var i = 0; i < Tasks; i++) norms[i] = autograd.grad([losses[i]], [shared], retain_graph: true)[0].norm();
            var weights = stack(norms).reciprocal();
            weights /= weights.mean();
            (stack(losses) * weights).sum().backward();
            optimizer.step();
        };
    }

    static Sequential Stage(int from, int to) => Sequential(Conv2d(from, to, 3, padding: 1), BatchNorm2d(to), ReLU());

    static Sequential SegNet() => Sequential(Stage(3, 32), MaxPool2d(2), Stage(32, 64), Stage(64, 64), Stage(64, 32), Conv2d(32, 13 * 4, 1));

    static Action ImageStep(Module<Tensor, Tensor> network, Tensor images, Tensor labels)
    {
        var optimizer = optim.SGD(network.parameters(), 1e-3, momentum: 0.9);
        return () =>
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var scores = network.call(images);
            if (labels.dim() == 3) scores = scores.reshape(8, 13, 48, 64);
            functional.cross_entropy(scores, labels).backward();
            optimizer.step();
        };
    }

    static Action ArrayToTensor()
    {
        var values = new float[1 << 18];
        return () =>
        {
            using var t = tensor(values);
        };
    }

    static Action TensorToArray()
    {
        var (values, target) = (rand(1 << 18), new float[1 << 18]);
        return () => values.data<float>().CopyTo(target);
    }

    static Action TensorToNewArray()
    {
        var values = rand(1 << 18);
        return () => GC.KeepAlive(values.data<float>().ToArray());
    }

    /// <summary>He et al. 2015, arXiv 1512.03385: the network of 18 layers.</summary>
    sealed class ResNet18 : Module<Tensor, Tensor>
    {
        readonly Sequential layers;

        internal ResNet18() : base(nameof(ResNet18))
        {
            layers = Sequential(Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false), BatchNorm2d(64), ReLU(inplace: true), MaxPool2d(3, 2, 1),
                new Block(64, 64, 1), new Block(64, 64, 1), new Block(64, 128, 2), new Block(128, 128, 1),
                new Block(128, 256, 2), new Block(256, 256, 1), new Block(256, 512, 2), new Block(512, 512, 1));
            fc = Linear(512, 1000);
            RegisterComponents();
        }

        readonly Linear fc;

        public override Tensor forward(Tensor input) => fc.call(layers.call(input).mean([2, 3]));
    }

    sealed class Block : Module<Tensor, Tensor>
    {
        readonly Sequential main;
        readonly Sequential? shortcut;

        internal Block(int from, int to, int stride) : base(nameof(Block))
        {
            main = Sequential(Conv2d(from, to, 3, stride: stride, padding: 1, bias: false), BatchNorm2d(to), ReLU(inplace: true), Conv2d(to, to, 3, padding: 1, bias: false), BatchNorm2d(to));
            if (from != to) shortcut = Sequential(Conv2d(from, to, 1, stride: stride, bias: false), BatchNorm2d(to));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => main.call(input).add_(shortcut?.call(input) ?? input).relu_();
    }
}
