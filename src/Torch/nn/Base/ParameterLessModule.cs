using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>Marks modules without parameters.</summary>
public interface IParameterLessModule
{
}

/// <summary>A module of one argument without parameters.</summary>
public abstract class ParameterLessModule<T1, TResult> : Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }
}

/// <summary>A module of two arguments without parameters.</summary>
public abstract class ParameterLessModule<T1, T2, TResult> : Module<T1, T2, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }
}

/// <summary>A module of three arguments without parameters.</summary>
public abstract class ParameterLessModule<T1, T2, T3, TResult> : Module<T1, T2, T3, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }
}
