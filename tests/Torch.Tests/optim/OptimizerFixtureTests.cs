using Marginalia.Torch.Tests.Fixtures;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace Marginalia.Torch.Tests.Optimisers;

/// <summary>Five steps of every optimiser, with every option, bit by bit as in PyTorch (make_optim_fixtures.py).</summary>
public class OptimizerFixtureTests
{
    static readonly PyTorchFixture PyTorch = new("optim.json");

    static readonly Dictionary<string, Func<Parameter[], Optimizer>> Make = new()
    {
        ["SGD"] = p => SGD(p, 0.1),
        ["SGD momentum"] = p => SGD(p, 0.05, momentum: 0.9),
        ["SGD nesterov decay"] = p => SGD(p, 0.03, momentum: 0.8, weight_decay: 0.1, nesterov: true),
        ["SGD dampening maximize"] = p => SGD(p, 1e-3, momentum: 0.8, dampening: 0.3, maximize: true),
        ["Adam"] = p => Adam(p),
        ["Adam amsgrad decay"] = p => Adam(p, 0.1, 0.8, 0.95, 1e-3, 0.1, amsgrad: true),
        ["Adam maximize"] = p => Adam(p, 0.1, maximize: true),
        ["AdamW"] = p => AdamW(p, 0.1, weight_decay: 0.1),
        ["AdamW amsgrad maximize"] = p => AdamW(p, 0.1, 0.5, 0.6, weight_decay: 0.2, amsgrad: true, maximize: true),
        ["Adamax"] = p => Adamax(p, 0.1),
        ["Adamax decay"] = p => Adamax(p, 0.1, 0.5, 0.6, 1e-2, 0.3),
        ["NAdam"] = p => NAdam(p, 0.1),
        ["NAdam decay"] = p => NAdam(p, 0.1, 0.5, 0.6, weight_decay: 0.3, momentum_decay: 0.1),
        ["RAdam"] = p => RAdam(p, 0.1),
        ["RAdam short"] = p => RAdam(p, 0.1, 0.5, 0.75, 1e-2, 0.3),
        ["RAdam rectified"] = p => RAdam(p, 0.1, 0.5, 0.99, weight_decay: 0.1),
        ["Adagrad"] = p => Adagrad(p, 0.1),
        ["Adagrad decay"] = p => Adagrad(p, 0.1, 0.2, 0.1, 0.5, 1e-3),
        ["Adadelta"] = p => Adadelta(p),
        ["Adadelta decay maximize"] = p => Adadelta(p, 0.5, 0.8, 1e-3, 0.1, maximize: true),
        ["ASGD"] = p => ASGD(p, 0.05),
        ["ASGD averaging"] = p => ASGD(p, 0.05, 0.1, 0.5, 2, 0.1, maximize: true),
        ["RMSProp"] = p => RMSProp(p),
        ["RMSProp momentum"] = p => RMSProp(p, 0.02, 0.9, momentum: 0.9, maximize: true),
        ["RMSProp centered"] = p => RMSProp(p, 0.02, 0.9, 1e-3, 0.1, 0.5, centered: true),
        ["Rprop"] = p => Rprop(p),
        ["Rprop bounded"] = p => Rprop(p, 0.5, 0.3, 1.5, 0.2, 0.6),
        ["LBFGS"] = p => LBFGS(p, 0.1, max_iter: 4),
        ["LBFGS short memory"] = p => LBFGS(p, 0.3, max_iter: 6, max_eval: 5, history_size: 2),
    };

    public static TheoryData<string, ScalarType> Cases
    {
        get
        {
            var data = new TheoryData<string, ScalarType>();
            foreach (var name in Make.Keys)
                foreach (var dtype in new[] { ScalarType.Float32, ScalarType.Float64 }) data.Add(name, dtype);
            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Steps_as_PyTorch_does(string name, ScalarType dtype)
    {
        var (section, actual) = (dtype == ScalarType.Float64 ? "optimizers_float64" : "optimizers", FiveSteps(Make[name], dtype));
        if (name.StartsWith("NAdam")) // PyTorch computes its factors in another order and partly in single precision
            Helpers.TensorAssert.Equal(PyTorch.Recorded(section, name), actual, 1e-6);
        else PyTorch.Check(actual, section, name);
    }

    [Fact]
    public void Every_recorded_case_is_compared() => Assert.Equal(PyTorch.Names("optimizers"), Make.Keys);

    static Tensor FiveSteps(Func<Parameter[], Optimizer> make, ScalarType dtype)
    {
        Parameter[] parameters = [new(linspace(-2, 3, 6, dtype).reshape(2, 3)), new(linspace(0.5, -1, 4, dtype))];
        var (p, q) = (parameters[0], parameters[1]);
        var x = linspace(0.25, 2, 6, dtype).reshape(2, 3);
        var optimizer = make(parameters);
        var rows = new List<Tensor>();
        for (var i = 0; i < 5; i++)
        {
            (p.grad, q.grad) = (null, null);
            Tensor Closure()
            {
                optimizer.zero_grad();
                var loss = ((p * x - 1) * (p * x - 1)).sum();
                if (i != 1) loss = loss + (q * q * (q + 3)).sum();
                loss.backward();
                return loss;
            }
            optimizer.step(Closure);
            rows.Add(cat([p.detach().reshape(-1), q.detach()]));
        }
        return stack([.. rows]);
    }
}
