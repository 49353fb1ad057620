using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>A list of parameters that registers them under their positions.</summary>
    public partial class ParameterList
    {
        public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => extend(parameters);

        /// <summary>Adds parameters at the end.</summary>
        public void extend(IEnumerable<Parameter> parameters)
        {
            list.AddRange(parameters);
            RegisterComponents();
        }

        /// <summary>Registers the parameters under their positions; done after every change.</summary>
        protected override void RegisterComponents()
        {
            _internal_params.clear();
            for (var i = 0; i < list.Count; i++) register_parameter($"{i}", list[i]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A list of parameters that registers them under their positions.</summary>
            public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);
        }
    }
}
