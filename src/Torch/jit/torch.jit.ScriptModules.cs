namespace TorchSharp;

public static partial class torch
{
    public static partial class jit
    {
        /// <summary>A module of TorchScript that can be watched: hooks run before and after forward, whenever it is called through <c>call</c>.</summary>
        public class HookableScriptModule<TPreHook, TPostHook> : ScriptModule
        {
            /// <summary>The hooks that see the arguments.</summary>
            protected Dictionary<string, TPreHook> pre_hooks = [];
            /// <summary>The hooks that see arguments and result.</summary>
            protected Dictionary<string, TPostHook> post_hooks = [];

            internal HookableScriptModule(ScriptHandle script) : base(script)
            {
            }

            /// <summary>Runs <paramref name="hook"/> after forward; what it returns replaces the result unless it is null.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Add(post_hooks, hook);

            /// <summary>Runs <paramref name="hook"/> before forward; what it returns replaces the arguments unless it is null.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Add(pre_hooks, hook);

            HookRemover Add<T>(Dictionary<string, T> hooks, T hook)
            {
                var key = Guid.NewGuid().ToString();
                hooks.Add(key, hook);
                return new(this, key);
            }

            /// <summary>Removes a hook again.</summary>
            public class HookRemover(HookableScriptModule<TPreHook, TPostHook> module, string key)
            {
                /// <summary>Removes the hook.</summary>
                public void remove()
                {
                    module.pre_hooks.Remove(key);
                    module.post_hooks.Remove(key);
                }
            }
        }

        /// <summary>A module of TorchScript that takes any number of tensors.</summary>
        public class ScriptModule<TResult> : ScriptModule, nn.IModule<Tensor[], TResult>
        {
            internal ScriptModule(ScriptHandle script) : base(script)
            {
            }

            /// <summary>Calls the script's forward.</summary>
            /// <exception cref="InvalidCastException">The result has another type.</exception>
            public TResult call(params Tensor[] input) => forward(input);

            /// <inheritdoc cref="call"/>
            public TResult forward(params Tensor[] tensor) => ScriptResult.As<TResult>(Invoke("forward", tensor));
        }

        /// <summary>A module of TorchScript with one argument.</summary>
        public class ScriptModule<T, TResult> : HookableScriptModule<Func<ScriptModule<T, TResult>, T, T>, Func<ScriptModule<T, TResult>, T, TResult, TResult>>, nn.IModule<T, TResult>
        {
            internal ScriptModule(ScriptHandle script) : base(script)
            {
            }

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T input)
            {
                foreach (var hook in pre_hooks.Values) input = hook(this, input) is { } changed ? changed : input;
                var result = forward(input);
                foreach (var hook in post_hooks.Values) result = hook(this, input, result) is { } changed ? changed : result;
                return result;
            }

            /// <summary>Calls the script's forward.</summary>
            /// <exception cref="InvalidCastException">The result has another type.</exception>
            public TResult forward(T tensor) => ScriptResult.As<TResult>(Invoke("forward", [tensor]));
        }

        /// <summary>A module of TorchScript with two arguments.</summary>
        public class ScriptModule<T1, T2, TResult> : HookableScriptModule<Func<ScriptModule<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<ScriptModule<T1, T2, TResult>, T1, T2, TResult, TResult>>, nn.IModule<T1, T2, TResult>
        {
            internal ScriptModule(ScriptHandle script) : base(script)
            {
            }

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T1 input1, T2 input2)
            {
                foreach (var hook in pre_hooks.Values)
                    if (hook(this, input1, input2) is { } changed) (input1, input2) = changed;
                var result = forward(input1, input2);
                foreach (var hook in post_hooks.Values) result = hook(this, input1, input2, result) is { } changed ? changed : result;
                return result;
            }

            /// <summary>Calls the script's forward.</summary>
            /// <exception cref="InvalidCastException">The result has another type.</exception>
            public TResult forward(T1 input1, T2 input2) => ScriptResult.As<TResult>(Invoke("forward", [input1, input2]));
        }
    }
}
