using System.Threading;

namespace Simulator.Studies;

/// <summary>
/// Runs replications on several threads. Each run is single-threaded and depends on its inputs only, and results are kept by their
/// place in the list, so the number of threads shows in nothing but the time it takes.
/// </summary>
/// <param name="store">Where finished runs are kept.</param>
/// <param name="threads">Threads, 1 or more.</param>
/// <param name="finished">Told of each finished run, one at a time: the run, and whether it was there already.</param>
/// <param name="interrupted">Ends the runs that are going on; they are lost, finished ones are not.</param>
internal sealed class ReplicationRunner(
    ReplicationStore store, int threads, Action<Replication, bool> finished, CancellationToken interrupted)
{
    private readonly Lock _gate = new();

    /// <summary>Runs all jobs that have no kept result.</summary>
    /// <returns>The results in the order of the jobs; null where interrupted.</returns>
    public Replication?[] Run(IReadOnlyList<ReplicationJob> jobs)
    {
        Replication?[] results = new Replication?[jobs.Count];
        Exception?[] failures = new Exception?[jobs.Count];
        int next = -1;
        bool failed = false;
        Thread[] workers =
        [
            .. Enumerable.Range(0, Math.Min(threads, jobs.Count)).Select(number => new Thread(Work)
            {
                IsBackground = true,
                Name = FormattableString.Invariant($"study-{number}"),
            }),
        ];
        foreach (Thread worker in workers)
        {
            worker.Start();
        }

        foreach (Thread worker in workers)
        {
            worker.Join();
        }

        // Of several failures, the first in the order of the jobs: the same one on any number of threads.
        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }

        return results;

        void Work()
        {
            for (int index = Interlocked.Increment(ref next); index < jobs.Count; index = Interlocked.Increment(ref next))
            {
                if (interrupted.IsCancellationRequested || Volatile.Read(ref failed))
                {
                    return;
                }

                try
                {
                    results[index] = RunOne(jobs[index]);
                }
                catch (Exception failure)
                {
                    failures[index] = failure;
                    Volatile.Write(ref failed, true);
                }
            }
        }
    }

    private Replication? RunOne(ReplicationJob job)
    {
        Replication? kept = store.Find(job);
        Replication? result = kept ?? job.Run(interrupted);
        if (result is null)
        {
            return null;
        }

        if (kept is null)
        {
            store.Keep(job, result);
        }

        lock (_gate)
        {
            finished(result, kept is not null);
        }

        return result;
    }
}
