using DrFunctions.LocalAws.Wire;

namespace DrFunctions.LocalAws;

/// <summary>The local AWS: one world and its services. A call is routed by the Region and service that its signature names.</summary>
public sealed class LocalCloud
{
    public LocalCloud(TimeProvider time, int seed)
    {
        World = new World(time, seed);
    }

    public World World { get; }
}
