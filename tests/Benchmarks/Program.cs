using Marginalia.Benchmarks;
using Marginalia.Benchmarks.Kernel;

switch (args)
{
    case ["worker", var threads]:
        Worker.Run(int.Parse(threads));
        return 0;
    case ["torch", .. var rest]:
        return Comparison.Run(rest);
    case ["kernel", var kit, var rounds]:
        return KernelBench.Run(kit, int.Parse(rounds));
    default:
        Console.Error.WriteLine("usage: ./kit bench torch [--rounds N] [--threads N] [CASE] | kernel [--rounds N]");
        return 2;
}
