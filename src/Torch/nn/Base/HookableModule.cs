namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module that can be watched: hooks run before and after forward, in the order of their registration, whenever it is called through <c>call</c>.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            /// <summary>The hooks that see the arguments.</summary>
            protected Dictionary<string, TPreHook> pre_hooks = [];
            /// <summary>The hooks that see arguments and result.</summary>
            protected Dictionary<string, TPostHook> post_hooks = [];
            /// <summary>The hooks that see only the module, before forward.</summary>
            protected Dictionary<string, Action<Module>> module_pre_hooks = [];
            /// <summary>The hooks that see only the module, after forward.</summary>
            protected Dictionary<string, Action<Module>> module_post_hooks = [];

            protected HookableModule(string name) : base(name)
            {
            }

            /// <summary>Runs <paramref name="hook"/> after forward; what it returns replaces the result unless it is null.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Add(ref post_hooks, hook);

            public HookRemover register_forward_hook(Action<Module> hook) => Add(ref module_post_hooks, hook);

            /// <summary>Runs <paramref name="hook"/> before forward; what it returns replaces the arguments unless it is null.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Add(ref pre_hooks, hook);

            public HookRemover register_forward_pre_hook(Action<Module> hook) => Add(ref module_pre_hooks, hook);

            // Hooks may be added and removed by hooks, so the tables are replaced and never changed; a new table also keeps the order.
            HookRemover Add<T>(ref Dictionary<string, T> hooks, T hook)
            {
                var key = Guid.NewGuid().ToString();
                hooks = new(hooks) { { key, hook } };
                return new(this, key);
            }

            static Dictionary<string, T> Without<T>(Dictionary<string, T> hooks, string key) => new(hooks.Where(hook => hook.Key != key));

            private protected override void BecomeCopy()
            {
                base.BecomeCopy();
                (pre_hooks, post_hooks, module_pre_hooks, module_post_hooks) = ([], [], [], []);
            }

            /// <summary>Removes a hook again.</summary>
            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                /// <summary>Removes the hook.</summary>
                public void remove()
                {
                    module.pre_hooks = Without(module.pre_hooks, key);
                    module.post_hooks = Without(module.post_hooks, key);
                    module.module_pre_hooks = Without(module.module_pre_hooks, key);
                    module.module_post_hooks = Without(module.module_post_hooks, key);
                }
            }
        }
    }
}
