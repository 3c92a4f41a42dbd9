using System.Runtime.CompilerServices;
using Amazon.EC2;
using Amazon.Runtime;

namespace DrFunctions.Aws;

/// <summary>
/// AWS's client reads the first instance type that it meets by reflecting over all 1,400 that it knows: a third of a cold start. Told that
/// it knows none, it takes the name as it comes.
/// </summary>
static class SlowConstants
{
    /// <summary>Changes nothing where another version of AWSSDK.Core keeps its constants elsewhere.</summary>
    public static void Skip()
    {
        try
        {
            lock (Lock(null))
            {
                Known(null).TryAdd(typeof(InstanceType), []);
            }
        }
        catch (MissingFieldException)
        {
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "staticFields")]
    internal static extern ref Dictionary<Type, Dictionary<string, ConstantClass>> Known(ConstantClass? type);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "staticFieldsLock")]
    static extern ref object Lock(ConstantClass? type);
}
