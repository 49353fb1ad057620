using Marginalia.Kernel.Running;

namespace Marginalia.Kit.Running;

/// <summary>Shows one notebook's run: what it observes, and what came of it.</summary>
internal interface IRunView : IRunObserver, IDisposable
{
    /// <summary>A line that native code wrote.</summary>
    void ErrorLine(string text);

    /// <summary>The user has stopped the run.</summary>
    void Interrupted(RunResult result);

    /// <summary>The run is over.</summary>
    void Finished(RunOutcome outcome);
}
