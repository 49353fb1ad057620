using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Fixtures;

/// <summary>Random numbers, initial parameters and five optimiser steps are PyTorch's, bit by bit.</summary>
public class PyTorchFixtureTests
{
    readonly PyTorchFixture fixture = new();

    [Fact]
    public void Random_numbers_after_manual_seed()
    {
        manual_seed(1234);
        fixture.Check(rand(5), "random", "rand");
        fixture.Check(rand(7, 11), "random", "rand_large");
        fixture.Check(randn(5), "random", "randn");
        fixture.Check(randn(9, 13), "random", "randn_large");
        fixture.Check(randn(20, dtype: float64), "random", "randn_float64");
        fixture.Check(randperm(17), "random", "randperm");
        fixture.Check(randint(-3, 12, new long[] { 10 }), "random", "randint");
        fixture.Check(empty(6).uniform_(-2, 3), "random", "uniform_");
        fixture.Check(empty(6).normal_(1, 4), "random", "normal_");
        fixture.Check(bernoulli(full(12, 0.3)), "random", "bernoulli");
    }

    [Fact]
    public void Random_numbers_of_a_generator()
    {
        var generator = new Generator(99);
        fixture.Check(rand(4, generator: generator), "generator", "rand");
        fixture.Check(randn(4, generator: generator), "generator", "randn");
        fixture.Check(randperm(6, generator: generator), "generator", "randperm");
    }

    [Fact]
    public void Initial_parameters_of_layers()
    {
        manual_seed(7);
        (string Name, Module Layer)[] layers =
        [
            ("Linear", Linear(6, 4)),
            ("Linear_nobias", Linear(6, 4, hasBias: false)),
            ("Conv2d", Conv2d(3, 5, (3, 2))),
            ("Conv2d_groups", Conv2d(4, 6, 3, groups: 2, bias: false)),
            ("Embedding", Embedding(7, 3, padding_idx: 2)),
        ];
        foreach (var (name, layer) in layers) fixture.Check(Joined(layer), "initial", name);
        manual_seed(8);
        fixture.Check(init.xavier_uniform_(empty(4, 3, 2)), "initial", "xavier_uniform_");
        fixture.Check(init.xavier_normal_(empty(4, 3, 2)), "initial", "xavier_normal_");
        fixture.Check(init.kaiming_uniform_(empty(4, 3, 2)), "initial", "kaiming_uniform_");
        fixture.Check(init.kaiming_normal_(empty(4, 3, 2)), "initial", "kaiming_normal_");
    }

    public static TheoryData<string> Optimizers => [.. new PyTorchFixture().Names("training")];

    [Theory, MemberData(nameof(Optimizers))]
    public void Five_steps_of_the_toy_network(string name)
    {
        manual_seed(3);
        var net = new Toy();
        var x = randn(32, 50);
        Tensor[] targets = [randn(32, 20), 10 * randn(32, 20)];
        var optimizer = Make(name, net.parameters());
        var losses = new List<Tensor>();
        for (var step = 0; step < 5; step++)
        {
            optimizer.zero_grad();
            var outputs = net.call(x);
            var loss = functional.mse_loss(outputs[0], targets[0]) + functional.mse_loss(outputs[1], targets[1]);
            loss.backward();
            optimizer.step();
            losses.Add(loss.detach());
        }
        fixture.Check(stack(losses), "training", name, "losses");
        fixture.Check(Joined(net), "training", name, "parameters");
    }

    static optim.Optimizer Make(string name, IEnumerable<Parameter> parameters) => name switch
    {
        "SGD_momentum" => optim.SGD(parameters, 1e-2, momentum: 0.9),
        "SGD_nesterov_decay" => optim.SGD(parameters, 1e-2, momentum: 0.8, weight_decay: 0.01, nesterov: true),
        "SGD_dampening_maximize" => optim.SGD(parameters, 1e-4, momentum: 0.8, dampening: 0.3, maximize: true),
        "Adam" => optim.Adam(parameters, 1e-3),
        "Adam_decay_amsgrad" => optim.Adam(parameters, 1e-2, beta1: 0.8, beta2: 0.95, weight_decay: 0.1, amsgrad: true),
        "AdamW" => optim.AdamW(parameters, 1e-2, weight_decay: 0.1),
        _ => throw new ArgumentException($"pytorch.json holds {name}, which this test does not know."),
    };

    static Tensor Joined(Module module) => nn.utils.parameters_to_vector(module.parameters()).detach();

    sealed class Toy : Module<Tensor, Tensor[]>
    {
        readonly Sequential trunk = Sequential(Linear(50, 20), ReLU(), Linear(20, 20), ReLU(), Linear(20, 20), ReLU(), Linear(20, 20), ReLU());
        readonly ModuleList<Linear> heads = ModuleList(Linear(20, 20), Linear(20, 20));

        internal Toy() : base(nameof(Toy)) => RegisterComponents();

        public override Tensor[] forward(Tensor x)
        {
            var h = trunk.call(x);
            return [.. heads.Select(head => head.call(h))];
        }
    }
}
