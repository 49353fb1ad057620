using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Parameters with names, in the order in which they were added; each is registered under its name.</summary>
    public partial class ParameterDict
    {
        public ParameterDict() : base(nameof(ParameterDict))
        {
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Parameters with names, each registered under its name.</summary>
            public static ParameterDict ParameterDict(params (string, Parameter)[] parameters)
            {
                var made = new ParameterDict();
                foreach (var (name, parameter) in parameters) made.Add(name, parameter);
                return made;
            }
        }
    }
}
