using System.Collections;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A list of modules that registers them under their positions.</summary>
    /// <typeparam name="T">What the modules have in common.</typeparam>
    public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
    {
        readonly List<T> list = [];

        public ModuleList(params T[] modules) : base("ModuleList") => extend(modules);

        public int Count => list.Count;
        public bool IsReadOnly => false;

        public T this[int index]
        {
            get => list[index];
            set => Change(() => list[index] = value);
        }

        public void Add(T item) => Change(() => list.Add(item));
        public void append(params T[] parameters) => extend(parameters);
        public void extend(IEnumerable<T> modules) => Change(() => list.AddRange(modules));
        public void Insert(int index, T item) => Change(() => list.Insert(index, item));
        public void RemoveAt(int index) => Change(() => list.RemoveAt(index));
        public void Clear() => Change(list.Clear);
        public bool Contains(T item) => list.Contains(item);
        public int IndexOf(T item) => list.IndexOf(item);
        public void CopyTo(T[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);
        public IEnumerator<T> GetEnumerator() => list.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public bool Remove(T item)
        {
            var place = list.IndexOf(item);
            if (place >= 0) RemoveAt(place);
            return place >= 0;
        }

        /// <summary>Registers the modules under their positions; done after every change.</summary>
        protected override void RegisterComponents()
        {
            ClearModules();
            for (var i = 0; i < list.Count; i++) register_module($"{i}", list[i]);
        }

        void Change(Action change)
        {
            change();
            RegisterComponents();
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
