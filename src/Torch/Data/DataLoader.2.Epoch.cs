using System.Collections;
using TorchSharp.Data;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class DataLoader<T, S>
{
    /// <summary>One pass over the data. With workers, batches are prepared ahead on other threads and handed out in order.</summary>
    sealed class Epoch(DataLoader<T, S> loader) : IEnumerator<S>
    {
        readonly Queue<Task<Loaded>> ahead = [];
        IEnumerator<long>? indices;
        DisposeScope? batchScope;

        public S Current { get; private set; } = default!;

        object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            FreeBatch();
            if (Next() is not { } loaded) return false;
            if (loader.DisposeBatch)
            {
                batchScope = DisposeScope.Aside();
                batchScope.Attach(loaded.Tensors);
            }
            else foreach (var tensor in loaded.Tensors) tensor.MoveToOtherDisposeScope(CurrentDisposeScope);
            Current = loaded.Batch;
            return true;
        }

        public void Reset()
        {
            FreeBatch();
            DropAhead();
            indices?.Dispose();
            indices = null;
        }

        public void Dispose() => Reset();

        Loaded? Next()
        {
            if (loader.num_workers < 2) return NextIndices() is { } chosen ? loader.Load(chosen) : null;
            var gradients = is_grad_enabled();
            while (ahead.Count < loader.num_workers && NextIndices() is { } chosen) ahead.Enqueue(Task.Run(() => loader.LoadAhead(chosen, gradients)));
            return ahead.TryDequeue(out var first) ? first.GetAwaiter().GetResult() : null;
        }

        List<long>? NextIndices()
        {
            indices ??= loader.sampler.GetEnumerator();
            var chosen = new List<long>(loader.batch_size);
            while (chosen.Count < loader.batch_size && indices.MoveNext()) chosen.Add(indices.Current);
            return chosen.Count == loader.batch_size || chosen.Count > 0 && !loader.drop_last ? chosen : null;
        }

        void FreeBatch()
        {
            Current = default!;
            batchScope?.Dispose();
            batchScope = null;
        }

        /// <summary>Waits for batches that nobody will ask for; what their loading threw is nobody's concern either.</summary>
        void DropAhead()
        {
            while (ahead.TryDequeue(out var task))
            {
                ((IAsyncResult)task).AsyncWaitHandle.WaitOne();
                if (!task.IsCompletedSuccessfully) continue;
                foreach (var tensor in task.Result.Tensors) tensor.Dispose();
            }
        }
    }

    /// <summary>A batch and its tensors, which belong to no scope.</summary>
    sealed record Loaded(S Batch, IReadOnlyList<Tensor> Tensors);

    Loaded LoadAhead(List<long> chosen, bool gradients)
    {
        using var mode = set_grad_enabled(gradients);
        return Load(chosen);
    }

    /// <summary>Loads a batch and frees what was made on the way. If the batch's type hides its tensors, all are kept.</summary>
    Loaded Load(List<long> chosen)
    {
        using var scope = NewDisposeScope();
        var batch = collate_fn([.. chosen.Select(dataset.GetTensor)], Device);
        var tensors = (Collate.TensorsIn(batch) ?? scope.DisposablesView.OfType<Tensor>()).Where(t => scope.Contains(t)).ToList();
        foreach (var tensor in tensors) tensor.DetachFromDisposeScope();
        return new(batch, tensors);
    }
}
