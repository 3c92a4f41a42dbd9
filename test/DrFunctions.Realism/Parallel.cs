// The collections mostly wait, for processes and for minutes that pass, so there are more of them than there are cores.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
