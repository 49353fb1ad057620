namespace Marginalia.Kernel.Engine;

/// <summary>Sends what cells write to the console to their own engine, and everything else to the real console.</summary>
internal static class ConsoleRouter
{
    static readonly Lock s_gate = new();
    static readonly TextWriter s_realOut = Console.Out, s_realError = Console.Error;
    static readonly TextReader s_realIn = Console.In;
    static TextWriter? s_out, s_error;
    static TextReader? s_in;

    /// <summary>Puts the router in place; again when a cell has redirected the console and not put it back.</summary>
    public static void Install()
    {
        lock (s_gate)
        {
            if (s_out is null || s_out != Console.Out)
            {
                Console.SetOut(new RoutedWriter("stdout", s_realOut));
                s_out = Console.Out;
            }
            if (s_error is null || s_error != Console.Error)
            {
                Console.SetError(new RoutedWriter("stderr", s_realError));
                s_error = Console.Error;
            }
            if (s_in is null || s_in != Console.In)
            {
                Console.SetIn(new RoutedReader(s_realIn));
                s_in = Console.In;
            }
        }
    }
}
