namespace Marginalia.Kernel.Running;

/// <summary>A cell about to run.</summary>
/// <param name="Number">Its number among the cells that run, from 1: its execution counter.</param>
/// <param name="Of">How many cells run.</param>
/// <param name="FirstLine">Its first line with something in it.</param>
public sealed record CellStart(int Number, int Of, string FirstLine);
