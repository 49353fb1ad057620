// The working folder and the console belong to the whole process, so tests take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
