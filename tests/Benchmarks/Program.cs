using Marginalia.Benchmarks;
using Marginalia.Benchmarks.Balancers;
using Marginalia.Benchmarks.Data;
using Marginalia.Benchmarks.Kernel;
using Marginalia.Benchmarks.Training;

switch (args)
{
    case ["worker", var threads]:
        Worker.Run(int.Parse(threads));
        return 0;
    case ["torch", .. var rest]:
        return Comparison.Run(rest);
    case ["balancers-worker", var threads]:
        BalancerWorker.Run(int.Parse(threads), quick: false);
        return 0;
    case ["balancers-quick-worker", var threads]:
        BalancerWorker.Run(int.Parse(threads), quick: true);
        return 0;
    case ["balancers", .. var rest]:
        return BalancerBench.Run(rest);
    case ["data-worker", var threads]:
        DataWorker.Run(int.Parse(threads));
        return 0;
    case ["data", .. var rest]:
        return DataBench.Run(rest);
    case ["training-worker", var threads]:
        TrainingWorker.Run(int.Parse(threads), quick: false);
        return 0;
    case ["training-quick-worker", var threads]:
        TrainingWorker.Run(int.Parse(threads), quick: true);
        return 0;
    case ["training", .. var rest]:
        return TrainingBench.Run(rest);
    case ["kernel", var kit, var rounds]:
        return KernelBench.Run(kit, int.Parse(rounds));
    case ["rooms"]:
        return RoomsBench.Run();
    default:
        Console.Error.WriteLine("usage: ./kit bench torch [--rounds N] [--threads N] [CASE] | balancers [--quick] [--rounds N] [--threads N] [METHOD] | data [--quick] [--rounds N] [--threads N] [PART] | training [--quick] [--rounds N] [--threads N] [NETWORK] | kernel [--rounds N]");
        return 2;
}
