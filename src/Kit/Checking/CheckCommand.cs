using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Checking;

/// <summary><c>kit check</c>: what the library computes against files of expected numbers.</summary>
internal sealed class CheckCommand() : CommandGroup("check", """
    usage: ./kit check WHAT FILE

    Compares what the library computes with the numbers that a file expects.

      balancers       balancers of several losses or gradients, case by case

      ./kit check WHAT --help explains the file and the options.

    example: ./kit check balancers cases.json
    """, new CheckBalancersCommand());
