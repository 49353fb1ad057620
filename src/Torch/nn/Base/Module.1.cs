namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Something that can be called with one argument.</summary>
        public interface IModule<T, TResult>
        {
            TResult call(T input1);
        }

        /// <summary>A module of one argument: override <see cref="forward"/>, use <see cref="call"/>.</summary>
        public abstract class Module<T, TResult> : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            protected Module(string name) : base(name)
            {
            }

            /// <summary>Computes the result; written by the author of the module.</summary>
            public abstract TResult forward(T input);

            /// <summary>Runs the hooks and <see cref="forward"/>.</summary>
            public TResult call(T input)
            {
                foreach (var hook in pre_hooks.Values) input = hook(this, input) is { } changed ? changed : input;
                foreach (var hook in module_pre_hooks.Values) hook(this);
                var result = forward(input);
                foreach (var hook in post_hooks.Values) result = hook(this, input, result) is { } changed ? changed : result;
                foreach (var hook in module_post_hooks.Values) hook(this);
                return result;
            }
        }
    }
}
