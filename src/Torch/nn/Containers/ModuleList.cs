using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>A list of modules that registers them under their positions.</summary>
    /// <typeparam name="T">What the modules have in common.</typeparam>
    public partial class ModuleList<T>
    {
        public ModuleList(params T[] modules) : base("ModuleList") => extend(modules);

        /// <summary>Adds modules at the end.</summary>
        public void extend(IEnumerable<T> modules)
        {
            list.AddRange(modules);
            RegisterComponents();
        }

        /// <summary>Registers the modules under their positions; done after every change.</summary>
        protected override void RegisterComponents()
        {
            ClearModules();
            for (var i = 0; i < list.Count; i++) register_module($"{i}", list[i]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A list of modules that registers them under their positions.</summary>
            public static ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);

            public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);
        }
    }
}
