namespace TorchSharp;

public static partial class torch
{
    public static partial class utils
    {
        public static partial class data
        {
            /// <summary>Examples that have an index each.</summary>
            /// <typeparam name="T">What an example consists of.</typeparam>
            public abstract class Dataset<T> : IDisposable
            {
                /// <summary>How many examples there are.</summary>
                public abstract long Count { get; }

                /// <summary>
                /// The example at <paramref name="index"/>. A <see cref="Modules.DataLoader{T, S}"/> with more than one worker calls this from
                /// several threads, and frees the tensors made here once it has made the batch: detach from the dispose scope what is to live longer.
                /// </summary>
                public abstract T GetTensor(long index);

                /// <summary>Frees what the data set holds.</summary>
                public void Dispose()
                {
                    Dispose(true);
                    GC.SuppressFinalize(this);
                }

                /// <param name="disposing">False when the garbage collector calls.</param>
                protected virtual void Dispose(bool disposing)
                {
                }
            }

            /// <summary>Examples of named tensors.</summary>
            public abstract class Dataset : Dataset<Dictionary<string, Tensor>>;

            /// <summary>Examples of lists of tensors.</summary>
            public abstract class IterableDataset : Dataset<IList<Tensor>>;
        }
    }
}
