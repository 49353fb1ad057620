using System.Runtime.ExceptionServices;

namespace Marginalia.Training;

/// <summary>Independent runs on several cores: give each of them one thread of torch (<c>set_num_threads(1)</c>).</summary>
public static class SideBySide
{
    /// <summary>Runs jobs in their order, as many at once as there are workers, and returns their results in the order of the jobs.</summary>
    /// <param name="name">Label of the progress bar on the error stream.</param>
    /// <param name="jobs">What to do.</param>
    /// <param name="run">Does one; it is called by several threads.</param>
    /// <param name="workers">Jobs that go side by side; null is one per core.</param>
    /// <param name="cancellation">Starts no further job.</param>
    /// <exception cref="OperationCanceledException">The jobs were cancelled.</exception>
    /// <remarks>What a job throws comes out of this call as it was thrown, and no further job starts.</remarks>
    public static TResult[] Run<TJob, TResult>(
        string name, IReadOnlyList<TJob> jobs, Func<TJob, TResult> run, int? workers = null, CancellationToken cancellation = default)
    {
        if (jobs.Count == 0)
            return [];
        using var progress = new Progress(name, jobs.Count);
        int done = 0;
        return Run(jobs, job =>
        {
            var result = run(job);
            lock (progress)
                progress.Report(++done);
            return result;
        }, workers ?? Environment.ProcessorCount, cancellation);
    }

    /// <summary>The same without a progress bar.</summary>
    internal static TResult[] Run<TJob, TResult>(IReadOnlyList<TJob> jobs, Func<TJob, TResult> run, int workers, CancellationToken cancellation)
    {
        var results = new TResult[jobs.Count];
        Run([.. Enumerable.Range(0, jobs.Count)], index => { results[index] = run(jobs[index]); }, workers, cancellation);
        return results;
    }

    /// <summary>The same for jobs without results.</summary>
    internal static void Run<TJob>(IReadOnlyList<TJob> jobs, Action<TJob> run, int workers, CancellationToken cancellation)
    {
        if (workers == 1)
        {
            foreach (var job in jobs)
            {
                cancellation.ThrowIfCancellationRequested();
                run(job);
            }

            return;
        }

        int next = -1;
        ExceptionDispatchInfo? failure = null;
        void Work()
        {
            while (Interlocked.Increment(ref next) is var index && index < jobs.Count && failure is null && !cancellation.IsCancellationRequested)
                try
                {
                    run(jobs[index]);
                }
                catch (Exception error)
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
                }
        }

        Parallel.For(0, Math.Min(workers, jobs.Count), new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => Work());
        failure?.Throw();
        cancellation.ThrowIfCancellationRequested();
    }
}
