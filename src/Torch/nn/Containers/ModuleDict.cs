using TorchSharp.Modules;

namespace TorchSharp.Modules
{
    /// <summary>Modules with names, in the order in which they were added; each is registered under its name.</summary>
    /// <typeparam name="T">What the modules have in common.</typeparam>
    public partial class ModuleDict<T>
    {
        public ModuleDict() : base("ModuleDict")
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
            /// <summary>Modules with names, each registered under its name.</summary>
            public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module
            {
                var made = new ModuleDict<T>();
                foreach (var (name, module) in modules) made.Add(name, module);
                return made;
            }

            public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);
        }
    }
}
