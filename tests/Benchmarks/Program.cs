using Marginalia.Benchmarks;

switch (args)
{
    case ["worker", var threads]:
        Worker.Run(int.Parse(threads));
        return 0;
    case ["torch", .. var rest]:
        return Comparison.Run(rest);
    default:
        Console.Error.WriteLine("usage: ./kit bench torch [--rounds N] [--threads N] [CASE]");
        return 2;
}
